// state: seen
import axios from 'axios';
const bank = axios.create({ timeout: 2000 });
export const pay = () => bank.post('/charges', {}); //~ evidence seen
export const rates = () => fetch('https://rates.example.com'); //~ information outbound-call-without-deadline-or-status

// state: seen
import libxml from 'libxmljs2';
import { XMLParser } from 'fast-xml-parser';
export const bad = (text: string) => libxml.parseXml(text, { noent: true }); //~ evidence seen ; warning xml-by-hand-or-with-entities
export const fine = (text: string) => libxml.parseXml(text, { nonet: true }); //~ evidence seen
export const open = (text: string) => new XMLParser().parse(text); //~ evidence seen

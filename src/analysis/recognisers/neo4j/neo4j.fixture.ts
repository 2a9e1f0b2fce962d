// also: client, close
import neo4j, { type Driver, type ManagedTransaction, type Session } from 'neo4j-driver';
export const driver = neo4j.driver('bolt://localhost', neo4j.auth.basic('neo4j', 'secret')); //~ client neo4j-driver Driver
export async function friends(id: string) {
  const session = driver.session();
  try {
    const result = await session.run('MATCH (p:Person {id: $id})-[:KNOWS]->(f) RETURN f', { id }); //~ data neo4j-driver read Person
    return result.records;
  } finally {
    await session.close(); //~ close neo4j-driver close
  }
}
export const add = (session: Session, name: string) => session.executeWrite((tx) => tx.run('MERGE (p:Person {name: $name}) SET p.seen = true', { name })); //~ data neo4j-driver transaction ; data neo4j-driver write Person
export const count = (session: Session) => session.executeRead(async (tx) => { //~ data neo4j-driver transaction
  const result = await tx.run(`MATCH (o:Order) /* DELETE */ //~ data neo4j-driver read Order
    WHERE o.note <> 'SET aside'
    RETURN count(o)`);
  return result;
});
export const forget = (tx: ManagedTransaction, id: string) => tx.run('MATCH (p:Person {id: $id}) DETACH DELETE p', { id }); //~ data neo4j-driver delete Person
export const direct = (id: string) => driver.executeQuery('MATCH (o:Order {id: $id}) RETURN o', { id }, { database: 'shop' }); //~ data neo4j-driver read Order
export const prepare = (session: Session) => session.run('CREATE CONSTRAINT order_id IF NOT EXISTS FOR (o:Order) REQUIRE o.id IS UNIQUE'); //~ data neo4j-driver schema
export const given = (session: Session, cypher: string) => session.run(cypher); //~ data neo4j-driver raw
export const byLabel = (session: Session, label: string) => session.run(`MATCH (n:${label}) RETURN n`); //~ data neo4j-driver read
export async function pay(session: Session) {
  const tx = session.beginTransaction(); //~ data neo4j-driver transaction
  await tx.run({ text: 'CREATE (:Payment {at: timestamp()})' }); //~ data neo4j-driver write Payment
  await tx.commit(); //~ data neo4j-driver transaction
}
export class People {
  constructor(private readonly driver: Driver, private readonly jobs: { run(name: string): void }) {}
  all() {
    this.jobs.run('MATCH (p:Person) RETURN p');
    return this.driver.session().run('MATCH (p:Person) RETURN p'); //~ data neo4j-driver read Person
  }
}
export const stop = () => driver.close(); //~ close neo4j-driver close

import type { DataOperation } from '../../facts.ts';
import { operationsOf } from '../data-call.ts';

/** Commands by what they do to the keyspace, as Redis spells them in small letters; what only concerns connections, scripts or pub/sub is left out. */
const commands = operationsOf({
  read: `get mget getrange substr getbit strlen exists ttl pttl expiretime pexpiretime type keys scan randomkey dump dbsize
    hget hgetall hmget hkeys hvals hlen hexists hscan hstrlen hrandfield httl hpttl lrange lindex llen lpos
    smembers sismember smismember scard srandmember sscan sinter sunion sdiff sintercard
    zrange zrangebyscore zrangebylex zrevrange zrevrangebyscore zrevrangebylex zscore zmscore zrank zrevrank zcard zcount zlexcount zscan zrandmember zinter zunion zdiff zintercard
    geopos geodist geosearch georadius georadiusbymember geohash xrange xrevrange xlen xread xreadgroup xpending xinfo pfcount bitcount bitpos lcs
    scanstream hscanstream sscanstream zscanstream scaniterator hscaniterator sscaniterator zscaniterator`,
  write: `set setex psetex setnx mset msetnx append incr incrby incrbyfloat decr decrby getset getex setrange setbit bitop bitfield
    hset hmset hsetnx hincrby hincrbyfloat hexpire hpexpire hpersist lpush rpush lpushx rpushx lset linsert lmove blmove rpoplpush brpoplpush
    sadd smove sinterstore sunionstore sdiffstore zadd zincrby zinterstore zunionstore zdiffstore zrangestore geoadd geosearchstore pfadd pfmerge
    xadd xack xclaim xautoclaim xgroupcreate xgroup expire pexpire expireat pexpireat persist rename renamenx copy restore move`,
  delete: `del unlink hdel hgetdel lrem ltrim lpop rpop blpop brpop lmpop blmpop spop srem zrem zremrangebyrank zremrangebyscore zremrangebylex zpopmin zpopmax bzpopmin bzpopmax zmpop
    xdel xtrim getdel flushdb flushall`,
  raw: 'eval evalsha evalro evalsharo fcall fcallro sendcommand call callbuffer',
});

/** `hgetall`, `hGetAll`, `HGETALL`, `getBuffer` and `zRangeWithScores` are each a way to write a command. */
export function operationOfCommand(method: string): DataOperation | undefined {
  const name = method.toLowerCase();
  return commands.get(name) ?? commands.get(name.replace(/_?(?:buffer|withscores?|withvalues?|count)$/, '').replaceAll('_', ''));
}

/** Commands of the JSON and search modules that node-redis keeps under `client.json` and `client.ft`. */
export const moduleCommands: Readonly<Record<string, ReadonlyMap<string, DataOperation>>> = {
  json: operationsOf({ read: 'get mget type arrlen arrindex objkeys objlen strlen', write: 'set mset merge arrappend arrinsert numincrby nummultby strappend toggle', delete: 'del forget clear arrpop arrtrim' }),
  ft: operationsOf({ read: 'search aggregate info', schema: 'create alter dropindex aliasadd aliasupdate aliasdel' }),
};

/** What the strongest of several commands does: a pipeline that reads and deletes deletes. */
export function strongest(operations: readonly DataOperation[]): DataOperation {
  return (['raw', 'delete', 'write', 'read'] as const).find((operation) => operations.includes(operation)) ?? 'raw';
}

"""Words to sound: Korean reading rules, synthesizers, recorded answers, the cache, sentence streaming."""

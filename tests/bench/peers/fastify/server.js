// A peer of the benches: the same endpoints in Fastify with better-sqlite3, in one process, as its guides show.
//
//     node server.js PORT DATABASE SECRET FOLDER

const { createHash, randomUUID } = require('node:crypto');
const { createReadStream, createWriteStream } = require('node:fs');
const { rename } = require('node:fs/promises');
const { join } = require('node:path');
const { Transform } = require('node:stream');
const { pipeline } = require('node:stream/promises');

const Database = require('better-sqlite3');
const fastify = require('fastify');

const [port, file, secret, folder] = process.argv.slice(2);
const database = new Database(file);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');

const columns = 'id, uuid, version, created_at, updated_at, sku, name, description, category, price, quantity, active';
const matching = "lower(name) LIKE lower(:text) ESCAPE '\\' OR lower(description) LIKE lower(:text) ESCAPE '\\'";
const page = 'ORDER BY name, id LIMIT :limit OFFSET :offset';
const read = database.prepare(`SELECT ${columns} FROM bench_item WHERE id = ?`);
const list = database.prepare(`SELECT ${columns} FROM bench_item ${page}`);
const count = database.prepare('SELECT COUNT(*) AS total FROM bench_item');
const search = database.prepare(`SELECT ${columns} FROM bench_item WHERE ${matching} ${page}`);
const found = database.prepare(`SELECT COUNT(*) AS total FROM bench_item WHERE ${matching}`);
const insert = database.prepare(
    `INSERT INTO bench_item (uuid, version, created_at, updated_at, sku, name, description, category, price, quantity, active)
     VALUES (:uuid, 1, :now, :now, :sku, :name, :description, :category, :price, :quantity, :active) RETURNING ${columns}`);
const audit = database.prepare(
    'INSERT INTO bench_audit (at, actor, action, record, after) VALUES (:at, :actor, :action, :record, :after)');

const item = {
    type: 'object',
    properties: {
        id: { type: 'integer' }, uuid: { type: 'string' }, version: { type: 'integer' },
        created_at: { type: 'string' }, updated_at: { type: 'string' }, sku: { type: 'string' }, name: { type: 'string' },
        description: { type: ['string', 'null'] }, category: { type: 'string' }, price: { type: 'string' },
        quantity: { type: 'integer' }, active: { type: 'boolean' },
    },
};
const newItem = {
    type: 'object',
    required: ['sku', 'name', 'category', 'price', 'quantity'],
    additionalProperties: false,
    properties: {
        sku: { type: 'string', maxLength: 40 }, name: { type: 'string', maxLength: 80 },
        description: { type: 'string', maxLength: 400 }, category: { type: 'string', maxLength: 40 },
        price: { type: 'string', pattern: '^[0-9]+\\.[0-9]{2}$' }, quantity: { type: 'integer', minimum: 0 },
        active: { type: 'boolean', default: true },
    },
};
const items = { type: 'object', properties: { count: { type: 'integer' }, results: { type: 'array', items: item } } };

const shown = (row) => ({ ...row, price: (row.price / 100).toFixed(2), active: row.active === 1 });

const create = database.transaction((body, actor) => {
    const now = new Date().toISOString();
    const row = insert.get({
        ...body, description: body.description ?? null, price: Math.round(body.price * 100), active: body.active ? 1 : 0,
        uuid: randomUUID(), now,
    });
    const record = shown(row);
    audit.run({ at: now, actor, action: 'created', record: row.id, after: JSON.stringify(record) });
    return record;
});

const app = fastify({ bodyLimit: 64 * 1024 * 1024 });
app.register(require('@fastify/jwt'), { secret });
const signedIn = async (request) => request.jwtVerify();

app.get('/hello', { schema: { response: { 200: { type: 'object', properties: { hello: { type: 'string' } } } } } },
    async () => ({ hello: 'world' }));

const text = 'x'.repeat(50 * 1024);
app.get('/text', async (request, reply) => reply.type('text/plain').send(text));

app.get('/items/', { onRequest: signedIn, schema: { response: { 200: items } } }, async (request) => {
    const limit = Number(request.query.page_size ?? 20);
    const offset = (Number(request.query.page ?? 1) - 1) * limit;
    if (request.query.search) {
        const text = `%${request.query.search.replace(/[\\%_]/g, '\\$&')}%`;
        return { count: found.get({ text }).total, results: search.all({ text, limit, offset }).map(shown) };
    }
    return { count: count.get().total, results: list.all({ limit, offset }).map(shown) };
});

app.get('/items/:id', { onRequest: signedIn, schema: { response: { 200: item } } }, async (request, reply) => {
    const row = read.get(request.params.id);
    return row ? shown(row) : reply.code(404).send();
});

app.post('/items/', { onRequest: signedIn, schema: { body: newItem, response: { 201: item } } }, async (request, reply) => {
    reply.code(201);
    return create(request.body, request.user.sub);
});

// Streamed to the disk under its hash. Fastify takes multipart with a plugin only: this peer gets the bytes alone.
app.addContentTypeParser('application/octet-stream', (request, payload, done) => done(null, payload));
app.post('/files/', async (request, reply) => {
    const hash = createHash('sha256');
    const passing = new Transform({ transform(part, _, done) { hash.update(part); done(null, part); } });
    const temporary = join(folder, randomUUID());
    await pipeline(request.body, passing, createWriteStream(temporary, { flush: true }));
    const sha256 = hash.digest('hex');
    await rename(temporary, join(folder, sha256));
    return reply.code(201).send({ sha256 });
});
app.get('/files/:name', (request, reply) => {
    reply.type('application/octet-stream').send(createReadStream(join(folder, request.params.name)));
});

app.listen({ port: Number(port), host: '127.0.0.1' });
process.on('SIGTERM', () => process.exit(0));

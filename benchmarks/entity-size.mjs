// Reads some domains' entities of an account and says how large they are: as Azure counts them for its bill, and how much of that
// is the packed answer. The argument is the account's connection string.
import { createHmac } from 'node:crypto';

const settings = Object.fromEntries(
    process.argv[2].split(';').filter(Boolean).map(part => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]));

async function read(partition) {
    const url = new URL(`${settings.TableEndpoint}/automua()`);
    const date = new Date().toUTCString();
    const text = `${date}\n/${settings.AccountName}${url.pathname}`;
    const signature = createHmac('sha256', Buffer.from(settings.AccountKey, 'base64')).update(text).digest('base64');
    url.searchParams.set('$filter', `PartitionKey eq '${partition}'`);
    const answer = await fetch(url, {
        headers: {
            'Authorization': `SharedKeyLite ${settings.AccountName}:${signature}`,
            'x-ms-date': date,
            'x-ms-version': '2020-12-06',
            'Accept': 'application/json;odata=fullmetadata',
        },
    });
    if (!answer.ok)
        throw new Error(`${answer.status}: ${await answer.text()}`);
    return (await answer.json()).value;
}

const lengths = {
    'Edm.Binary': value => 4 + Buffer.from(value, 'base64').length,
    'Edm.Int64': () => 8,
    'Edm.DateTime': () => 8,
};

function sizeOf(value, type) {
    if (type in lengths)
        return lengths[type](value);
    return typeof value === 'number' ? 4 : typeof value === 'boolean' ? 1 : 4 + 2 * value.length;
}

// Table Storage: 4 octets, twice the length of both keys, and for each property 8, twice the length of its name, and its value.
function measure(entity) {
    let whole = 4 + 2 * (entity.PartitionKey.length + entity.RowKey.length);
    let answer = 0;
    for (const [name, value] of Object.entries(entity)) {
        if (name.includes('@odata') || name.startsWith('odata.') || name === 'PartitionKey' || name === 'RowKey')
            continue;
        const size = sizeOf(value, entity[`${name}@odata.type`]);
        whole += 8 + 2 * name.length + size;
        if (name.startsWith('Document'))
            answer += size - 4;
    }

    return { whole, answer };
}

const sizes = (await read('d00')).map(measure);
const mean = key => Math.round(sizes.reduce((sum, size) => sum + size[key], 0) / sizes.length);
console.log(`${mean('whole')} octets each, of which ${mean('answer')} are the packed answer`);

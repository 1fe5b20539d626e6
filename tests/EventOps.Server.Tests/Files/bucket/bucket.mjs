// Serves a bucket as S3 does, from a folder, and says where. Its key and its secret are both S3RVER.
import S3rver from 's3rver';

const server = new S3rver({
  port: 0, address: '127.0.0.1', silent: true, directory: process.argv[2], allowMismatchedSignatures: false,
  configureBuckets: [{ name: 'decks' }],
});
const { port } = await server.run();
console.log(`http://127.0.0.1:${port}`);

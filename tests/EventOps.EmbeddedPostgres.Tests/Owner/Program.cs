using EventOps.EmbeddedPostgres;

// A process that tests may kill: owns the cluster of the given data directory until its input ends.
var options = new EmbeddedPostgresOptions { DataDirectory = args[0], Durable = false };
await using var cluster = await PostgresCluster.Own(options, CancellationToken.None);
await Console.Out.WriteLineAsync(cluster.ConnectionString);
await Console.In.ReadToEndAsync();

using EventOps.Benchmarks;

// dotnet run -c Release --project tests/EventOps.Benchmarks -- [NAME…] [--seconds N]; the names are in Suite.cs
if (args is [BareKestrel.Argument])
{
    await BareKestrel.Serve();
    return;
}

var seconds = Array.IndexOf(args, "--seconds") is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1]) : 5;
var wanted = args.Where(arg => Suite.All.ContainsKey(arg)).ToList();
await using var ground = await Ground.Prepare(TimeSpan.FromSeconds(seconds));
Console.WriteLine($"{Environment.ProcessorCount} processors, durable commits on, {seconds} s a figure, PostgreSQL {ground.PostgresVersion}");
foreach (var (name, run) in Suite.All.Where(entry => wanted.Count == 0 || wanted.Contains(entry.Key)))
{
    Console.WriteLine();
    Console.WriteLine(name);
    await run(ground);
}

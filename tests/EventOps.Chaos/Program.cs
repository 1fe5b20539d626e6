using System.Runtime.InteropServices;
using EventOps.Chaos;
using EventOps.Chaos.Arena;

// dotnet run --project tests/EventOps.Chaos -- [--seed N] [--faults N] …: 0 if no promise was broken, 1 if one was, 2 usage.
if (Settings.From(args, Random.Shared.Next(1, 1_000_000)) is not { } settings)
{
    Console.Error.WriteLine(Settings.Usage);
    return 2;
}

using var interrupted = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var onTermination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
Console.WriteLine($"seed {settings.Seed}");
try
{
    await using var stage = await Stage.Set(settings.Servers, settings.Durable, settings.Keep, interrupted.Token);
    Console.WriteLine($"{settings.Servers} server(s) answer; data on {stage.Volume?.Kind ?? "the common disk"}; in {stage.Folder}");
    var outcome = await new Storm(settings, stage, Console.WriteLine).Run(interrupted.Token);
    var report = Report.Of(outcome);
    Console.WriteLine($"\n{report}");
    if (settings.Report is { } file)
        await File.WriteAllTextAsync(file, report);
    return outcome.IsAsExpected ? 0 : 1;
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    Console.Error.WriteLine("interrupted; everything that was started is ended");
    return 1;
}

// The stage is cleared away before the process ends.
void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = true;
    interrupted.Cancel();
}

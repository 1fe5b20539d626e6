using System.Globalization;
using EventOps.EventStore.Projecting;

namespace EventOps.Server.Projecting;

/// <summary>Tells how a rebuild goes: in one line that changes on a terminal, elsewhere in a line now and then.</summary>
internal sealed class RebuildProgress(TextWriter output, bool isTerminal, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly long started = time.GetTimestamp();
    private long? from;
    private long? shown;
    private bool open;

    public void Show(ProjectionStatus status)
    {
        if (status.Rebuild is { } rebuild)
        {
            from ??= rebuild.Checkpoint;
            if (isTerminal)
                Rewrite(Under(status.Name, rebuild));
            else if (shown is null || time.GetElapsedTime(shown.Value) >= Pause)
            {
                output.WriteLine(Under(status.Name, rebuild));
                shown = time.GetTimestamp();
            }
        }
        else if (shown != long.MaxValue)
        {
            Say(Number($"{status.Name}: generation {status.Generation} is read since position {status.Checkpoint}."));
            shown = long.MaxValue;
        }
    }

    public void Say(string line)
    {
        Dispose();
        output.WriteLine(line);
    }

    /// <summary>Ends the line that is open.</summary>
    public void Dispose()
    {
        if (open)
            output.WriteLine();
        open = false;
    }

    private string Under(string name, RebuildStatus rebuild)
    {
        var end = rebuild.Checkpoint + rebuild.Lag;
        var percent = end == 0 ? 100 : 100 * rebuild.Checkpoint / end;
        var seconds = Math.Max(time.GetElapsedTime(started).TotalSeconds, 0.001);
        var speed = (rebuild.Checkpoint - (from ?? 0)) / seconds;
        return Number($"{name}: {percent} %, position {rebuild.Checkpoint} of {end}, {speed:N0} a second");
    }

    private void Rewrite(string line)
    {
        // Whatever stood there before may have been longer.
        output.Write($"\r{line.PadRight(78)}");
        open = true;
    }

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

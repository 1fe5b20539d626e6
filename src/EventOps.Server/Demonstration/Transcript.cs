using Spectre.Console;

namespace EventOps.Server.Demonstration;

/// <summary>What the demo shows as it goes, and whether every step was seen.</summary>
internal sealed class Transcript
{
    private int steps;

    static Transcript()
    {
        // Colours are for people who look, not for files.
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Capabilities.Ansi = false;
    }

    public bool AllSeen { get; private set; } = true;

    public void Step(string title)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[bold]{++steps}. {title}[/]");
    }

    public static void Say(string text) => AnsiConsole.MarkupLineInterpolated($"   {text}");

    public static void Command(string text) => AnsiConsole.MarkupLineInterpolated($"   [blue]> {text}[/]");

    /// <summary>A fact that the demo stands or falls with.</summary>
    public void Check(bool seen, string fact)
    {
        AllSeen &= seen;
        if (seen)
            AnsiConsole.MarkupLineInterpolated($"   [green]✓[/] {fact}");
        else
            AnsiConsole.MarkupLineInterpolated($"   [red]✗ not seen:[/] {fact}");
    }
}

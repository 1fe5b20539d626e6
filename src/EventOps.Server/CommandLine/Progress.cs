namespace EventOps.Server.CommandLine;

/// <summary>How far long work is, on one line of a terminal that it leaves blank; nothing where nobody looks.</summary>
internal static class Progress
{
    private const int Width = 60;

    public static void Show(string text)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write($"\r{text,-Width}");
    }

    public static void Clear()
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write($"\r{new string(' ', Width)}\r");
    }
}

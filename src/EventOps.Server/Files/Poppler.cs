using System.Diagnostics;
using System.Globalization;
using EventOps.Domain.Meetups;
using EventOps.Server.Files.Sniffing;

namespace EventOps.Server.Files;

/// <summary>What a deck looks like from outside; disposing takes the picture away, unless it was kept.</summary>
internal sealed record FirstLook(int? Pages, string? Picture, PreviewSize? Preview) : IAsyncDisposable
{
    public static FirstLook None { get; } = new(null, null, null);

    public ValueTask DisposeAsync()
    {
        if (Picture is not null)
            File.Delete(Picture);
        return ValueTask.CompletedTask;
    }
}

/// <summary>
/// Counts the pages of a PDF and draws the first one, by poppler's programs where they are. They read what strangers sent:
/// each is a process of its own with little memory, few seconds and no more output than a picture. Whatever goes wrong with
/// them means only that nothing is known of the pages.
/// </summary>
internal sealed partial class Poppler(ILogger<Poppler> logger)
{
    private const int LongerSide = 640;
    private const int MostPages = 100_000;
    private const long MostPictureBytes = 2 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Memory in KiB, processor seconds, the largest file written in blocks of 512 bytes.
    private const string Limits = "ulimit -v 1572864; ulimit -t 15; ulimit -f 16384; exec \"$0\" \"$@\"";

    private readonly string? info = Find("pdfinfo");
    private readonly string? draw = Find("pdftoppm");

    /// <param name="picture">Where the picture may be written, without an ending.</param>
    public async Task<FirstLook> Look(string pdf, string picture, CancellationToken ct)
    {
        var pages = info is null ? null : PagesIn(await Run(info, [pdf], ct));
        if (pages is null || draw is null)
            return new(pages, null, null);
        await Run(draw, ["-f", "1", "-l", "1", "-singlefile", "-jpeg", "-scale-to", $"{LongerSide}", pdf, picture], ct);
        return Drawn($"{picture}.jpg") is { } size ? new(pages, $"{picture}.jpg", size) : new(pages, null, null);
    }

    private static PreviewSize? Drawn(string path)
    {
        if (!File.Exists(path))
            return null;
        (int Width, int Height)? size;
        using (var file = File.OpenRead(path))
            size = file.Length <= MostPictureBytes ? Picture.JpegSize(file) : null;
        if (size is null)
            File.Delete(path);
        return size is var (width, height) ? new(width, height) : null;
    }

    private static int? PagesIn(string? said) => said?.Split('\n')
        .Where(line => line.StartsWith("Pages:", StringComparison.Ordinal))
        .Select(line => int.TryParse(line["Pages:".Length..], NumberStyles.Integer, CultureInfo.InvariantCulture, out var pages) ? pages : (int?)null)
        .FirstOrDefault(pages => pages is > 0 and <= MostPages);

    /// <summary>What the program said; null when it failed or took too long.</summary>
    private async Task<string?> Run(string program, string[] arguments, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Limits, program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            process.StandardInput.Close();
            var (said, complained) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await Task.WhenAll(said, complained);
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode == 0)
                return await said;
            Failed(logger, program, process.ExitCode);
            return null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            Failed(logger, program, -1);
            return null;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string? Find(string program) => OperatingSystem.IsWindows()
        ? null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Program} made nothing of an uploaded PDF (exit code {ExitCode}, -1 when it took too long).")]
    private static partial void Failed(ILogger logger, string program, int exitCode);
}

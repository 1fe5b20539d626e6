namespace EventOps.Chaos.Arena;

/// <summary>The wall clock of one server, set by a file that libfaketime reads; its stopwatch goes on undisturbed.</summary>
internal sealed class FakedClock
{
    private readonly string library;
    private readonly string file;

    private FakedClock(string library, string file)
    {
        (this.library, this.file) = (library, file);
        Set(TimeSpan.Zero);
    }

    /// <summary>Null when libfaketime is not installed.</summary>
    public static FakedClock? Find(string file) =>
        Candidates().FirstOrDefault(File.Exists) is { } library ? new FakedClock(library, file) : null;

    public IEnumerable<KeyValuePair<string, string?>> Environment =>
    [
        new("LD_PRELOAD", library),
        new("FAKETIME_TIMESTAMP_FILE", file),
        new("FAKETIME_CACHE_DURATION", "1"),
        new("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
        // Its shared memory would outlive a killed server.
        new("FAKETIME_DISABLE_SHM", "1"),
    ];

    /// <summary>From now on the server's clock shows this much more than it should.</summary>
    public void Set(TimeSpan ahead)
    {
        File.WriteAllText(file + ".new", $"{(ahead < TimeSpan.Zero ? "" : "+")}{ahead.TotalSeconds:0}\n");
        File.Move(file + ".new", file, overwrite: true);
    }

    private static IEnumerable<string> Candidates() =>
        from folder in (string[])["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib", "/usr/local/lib"]
        select Path.Combine(folder, "faketime", "libfaketimeMT.so.1");
}

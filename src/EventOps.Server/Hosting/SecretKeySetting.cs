using EventOps.Notifications.Secrets;

namespace EventOps.Server.Hosting;

/// <summary>
/// Where the keys come from that seal the secrets of subscriptions: the setting, the file that it names, or a file of our
/// own in the data directory, made at the first start.
/// </summary>
internal static class SecretKeySetting
{
    private const string Name = "EventOps:SecretKey";
    private const string FileName = "secret.key";

    /// <summary>The keys of this server; makes one when none is set and none was made.</summary>
    /// <exception cref="SettingException">The setting is neither keys nor a file of keys, or the file cannot be read or made.</exception>
    public static SecretKeyRing Keys(ServerSettings settings)
    {
        if (settings.SecretKey is not { } given)
            return OfFile(Made(settings.DataDirectory));
        return Parse(given.Split([',', ' '], Splitting)) ?? OfFile(given);
    }

    private const StringSplitOptions Splitting = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    private static SecretKeyRing? Parse(string[] texts) =>
        Array.ConvertAll(texts, SecretKey.Parse) is { Length: > 0 } keys && !keys.Contains(null) ? new(keys.OfType<SecretKey>()) : null;

    private static SecretKeyRing OfFile(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path).Split((char[]?)null, Splitting)) ?? throw Unfit();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unfit();
        }

        // The setting may be a key with a typing error: it is not repeated.
        static SettingException Unfit() => new(Name, "must be 32 bytes in base64, or name a readable file with one key a line");
    }

    // Two starts at once: one makes the file, whole or not at all, and both read it.
    private static string Made(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (File.Exists(path))
            return path;
        var draft = Path.Combine(directory, Path.GetRandomFileName());
        try
        {
            Directory.CreateDirectory(directory);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var writer = new StreamWriter(draft, options))
                writer.WriteLine(SecretKey.Create().Reveal());
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(Name, $"is not set, and no key can be kept in {directory}: {e.Message}");
        }

        return path;
    }
}

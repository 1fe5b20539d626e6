using EventOps.Server.Hosting;

namespace EventOps.Server.Files;

/// <summary>What an operator may set about uploaded files, under <c>EventOps:Files</c>.</summary>
public sealed record FileSettings
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>Where files, and those that just come in, are kept. Setting: <c>Directory</c>; <c>files</c> in the data directory.</summary>
    public string Directory { get; init; } = Path.GetFullPath(Path.Combine(".eventops", "files"));

    /// <summary>The largest file. Setting: <c>MaxMegabytes</c>, from 1 to 5,000.</summary>
    public long MostBytes { get; init; } = 100 * Mebibyte;

    /// <summary>How many may come in at once. Setting: <c>AtOnce</c>.</summary>
    public int AtOnce { get; init; } = 8;

    /// <summary>How long a file is kept that no deck names. Setting: <c>KeepUnusedHours</c>, at least 1.</summary>
    public TimeSpan KeepUnused { get; init; } = TimeSpan.FromHours(48);

    /// <summary>Where files are kept instead of the directory; null: in the directory. Settings: <c>S3:…</c></summary>
    public BucketSettings? Bucket { get; init; }

    /// <exception cref="SettingException">A value cannot be right; the message names the setting and never a secret.</exception>
    public static FileSettings From(IConfigurationSection section, string dataDirectory) => new()
    {
        Directory = Path.GetFullPath(section["Directory"] ?? Path.Combine(dataDirectory, "files")),
        MostBytes = SettingValues.Number(section, "MaxMegabytes", 100, 1, 5_000) * Mebibyte,
        AtOnce = SettingValues.Number(section, "AtOnce", 8, 1, 1_000),
        KeepUnused = TimeSpan.FromHours(SettingValues.Number(section, "KeepUnusedHours", 48, 1, 24 * 3650)),
        Bucket = section.GetSection("S3") is { } bucket && bucket.GetChildren().Any() ? BucketSettings.From(bucket) : null,
    };
}

/// <summary>A bucket of S3 or of something that speaks like it.</summary>
/// <param name="Endpoint">Null: Amazon's own in the region.</param>
/// <param name="AccessKey">Null: as the AWS SDK finds its credentials, in the environment or of the machine.</param>
/// <param name="Prefix">What all keys begin with.</param>
public sealed record BucketSettings(
    string Name, string Region, Uri? Endpoint, string? AccessKey, string? SecretKey, bool PathStyle, string Prefix)
{
    public static BucketSettings From(IConfigurationSection section)
    {
        var endpoint = section["Endpoint"] is { Length: > 0 } text ? EndpointOf(section, text) : null;
        if (string.IsNullOrEmpty(section["AccessKey"]) != string.IsNullOrEmpty(section["SecretKey"]))
            throw new SettingException($"{section.Path}:AccessKey", "and SecretKey must be given both, or neither");
        return new(
            BucketOf(section), section["Region"] is { Length: > 0 } region ? region : "us-east-1", endpoint,
            Known(section["AccessKey"]), Known(section["SecretKey"]), PathStyleOf(section, endpoint), PrefixOf(section));
    }

    private static string? Known(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string BucketOf(IConfigurationSection section) => section["Bucket"] is { Length: >= 3 and <= 63 } name
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.')
            ? name
            : throw new SettingException($"{section.Path}:Bucket", "must be a bucket's name: 3 to 63 lower-case letters, digits, hyphens and dots");

    private static Uri EndpointOf(IConfigurationSection section, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0
            ? uri
            : throw new SettingException($"{section.Path}:Endpoint", "must be an absolute http or https address without a password in it");

    private static bool PathStyleOf(IConfigurationSection section, Uri? endpoint) => section["PathStyle"] switch
    {
        null or "" => endpoint is not null,
        var text => bool.TryParse(text, out var on) ? on : throw new SettingException($"{section.Path}:PathStyle", "must be true or false"),
    };

    private static string PrefixOf(IConfigurationSection section) => section["Prefix"] switch
    {
        null or "" => "",
        var text when text.Length <= 200 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/') && text[0] != '/' =>
            text.TrimEnd('/') + '/',
        _ => throw new SettingException($"{section.Path}:Prefix", "must be letters, digits, hyphens, dots and slashes, not beginning with a slash"),
    };

    /// <summary>Without the keys: settings end up in logs.</summary>
    public override string ToString() => $"{Endpoint?.ToString() ?? Region}/{Name}/{Prefix}";
}

namespace EventOps.Server.Files.Sniffing;

/// <summary>The kinds of file that decks come as.</summary>
internal static class FileTypes
{
    public const string Pdf = "application/pdf";
    public const string Pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
    public const string Ppsx = "application/vnd.openxmlformats-officedocument.presentationml.slideshow";
    public const string Odp = "application/vnd.oasis.opendocument.presentation";
    public const string Keynote = "application/vnd.apple.keynote";
    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";
    public const string WebP = "image/webp";

    /// <summary>The ending of its name, without a dot.</summary>
    public static string ExtensionOf(string mediaType) => mediaType switch
    {
        Pdf => "pdf",
        Pptx => "pptx",
        Ppsx => "ppsx",
        Odp => "odp",
        Keynote => "key",
        Png => "png",
        Jpeg => "jpg",
        WebP => "webp",
        _ => "bin",
    };

    /// <summary>What people call it.</summary>
    public static string NameOf(string mediaType) => mediaType switch
    {
        WebP => "WebP",
        Keynote => "Keynote",
        Jpeg => "JPEG",
        _ => ExtensionOf(mediaType).ToUpperInvariant(),
    };

    /// <summary>Whether a browser shows it under a policy that allows nothing: none opens a PDF so.</summary>
    public static bool IsShown(string mediaType) => mediaType is Png or Jpeg or WebP;

    /// <summary>Whether the sender's word goes with the bytes: the same type, or one that says nothing.</summary>
    public static bool Agrees(string? declared, string sniffed) =>
        declared is null or "" or "application/octet-stream" or "binary/octet-stream" or "application/x-www-form-urlencoded"
        || string.Equals(declared, sniffed, StringComparison.OrdinalIgnoreCase)
        || (declared == "image/jpg" && sniffed == Jpeg)
        || (declared == "application/x-iwork-keynote-sffkey" && sniffed == Keynote);

    /// <summary>What the picture of the first page is, for decks of this kind.</summary>
    public static string PreviewOf(string mediaType) => mediaType == Odp ? Png : Jpeg;
}

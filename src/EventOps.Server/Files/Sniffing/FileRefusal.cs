namespace EventOps.Server.Files.Sniffing;

/// <summary>Why bytes are not taken, with its stable code.</summary>
internal sealed record FileRefusal(int Status, string Code, string Detail)
{
    public static FileRefusal Empty { get; } = new(StatusCodes.Status422UnprocessableEntity, "file.empty", "The file is empty.");

    public static FileRefusal Unknown { get; } = new(StatusCodes.Status415UnsupportedMediaType,
        "file.type_unknown", "The bytes are none of the files that decks come as: PDF, PPTX, ODP, Keynote, PNG, JPEG, WebP.");

    public static FileRefusal Executable { get; } =
        new(StatusCodes.Status415UnsupportedMediaType, "file.executable", "The bytes are a program.");

    public static FileRefusal Markup { get; } =
        new(StatusCodes.Status415UnsupportedMediaType, "file.markup", "The bytes are HTML, SVG or XML, which could run scripts in a reader's browser.");

    public static FileRefusal NotAPresentation { get; } =
        new(StatusCodes.Status415UnsupportedMediaType, "file.not_a_presentation", "The bytes are a ZIP archive, but none that holds a presentation.");

    public static FileRefusal Macros { get; } =
        new(StatusCodes.Status415UnsupportedMediaType, "file.macros", "The presentation holds macros; save it without them.");

    public static FileRefusal Polyglot { get; } = new(StatusCodes.Status422UnprocessableEntity, "file.polyglot", "The bytes are two kinds of file at once.");

    public static FileRefusal Bomb(string why) => new(StatusCodes.Status422UnprocessableEntity, "file.zip_bomb", $"The archive would unpack to far more than it is: {why}.");

    public static FileRefusal Damaged(string why) => new(StatusCodes.Status422UnprocessableEntity, "file.damaged", $"The file is damaged: {why}.");

    public static FileRefusal Huge { get; } = new(StatusCodes.Status422UnprocessableEntity, "file.image_too_large", "The picture has more than 100 million pixels.");
}

/// <summary>What bytes turned out to be, or why they are refused.</summary>
/// <param name="Pages">Where the bytes themselves say it plainly.</param>
internal sealed record Sniffed(string MediaType, int? Pages = null, FileRefusal? Refusal = null)
{
    public static implicit operator Sniffed(FileRefusal refusal) => new("", Refusal: refusal);
}

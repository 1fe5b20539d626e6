namespace EventOps.Server.Files.Sniffing;

/// <summary>Why bytes are not taken, with its stable code.</summary>
internal sealed record FileRefusal(int Status, string Code, string Detail)
{
    public static FileRefusal Empty { get; } = Unfit("file.empty", "The file is empty.");

    public static FileRefusal Unknown { get; } = Type(
        "file.type_unknown", "The bytes are none of the files that decks come as: PDF, PPTX, ODP, PNG, JPEG, WebP.");

    public static FileRefusal Executable { get; } = Type("file.executable", "The bytes are a program.");

    public static FileRefusal Markup { get; } = Type("file.markup", "The bytes are HTML, SVG or XML, which could run scripts in a reader's browser.");

    public static FileRefusal NotAPresentation { get; } = Type("file.not_a_presentation", "The bytes are a ZIP archive, but none that holds a presentation.");

    public static FileRefusal Macros { get; } = Type("file.macros", "The presentation holds macros; save it without them.");

    public static FileRefusal Polyglot { get; } = Unfit("file.polyglot", "The bytes are two kinds of file at once.");

    public static FileRefusal Bomb(string why) => Unfit("file.zip_bomb", $"The archive would unpack to far more than it is: {why}.");

    public static FileRefusal Damaged(string why) => Unfit("file.damaged", $"The file is damaged: {why}.");

    public static FileRefusal Huge { get; } = Unfit("file.image_too_large", "The picture has more than 100 million pixels.");

    private static FileRefusal Type(string code, string detail) => new(StatusCodes.Status415UnsupportedMediaType, code, detail);

    private static FileRefusal Unfit(string code, string detail) => new(StatusCodes.Status422UnprocessableEntity, code, detail);
}

/// <summary>What bytes turned out to be, or why they are refused.</summary>
/// <param name="Pages">Where the bytes themselves say it plainly.</param>
internal sealed record Sniffed(string MediaType, int? Pages = null, FileRefusal? Refusal = null)
{
    public static implicit operator Sniffed(FileRefusal refusal) => new("", Refusal: refusal);
}

using EventOps.Domain.Shared;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

/// <summary>What texts and links may look like, stated once. Lengths count UTF-16 code units.</summary>
internal static class FieldRules
{
    public const int Title = 300;
    public const int Name = 200;
    public const int Reason = 1_000;
    public const int Prose = 20_000;
    public const int Recap = 100_000;
    public const int Url = 2_048;

    /// <summary>One line: no control characters, not blank, no blanks at its ends; absent is fine.</summary>
    public static IRuleBuilderOptions<T, string?> Line<T>(this IRuleBuilder<T, string?> rule, int most) => rule
        .MaximumLength(most).WithErrorCode("too_long")
        .Must(text => text is null || !text.Any(char.IsControl)).WithErrorCode("control_character")
        .WithMessage("'{PropertyName}' must be one line without control characters.")
        .Must(text => text is null || text.Length == text.Trim().Length).WithErrorCode("blank_ends")
        .WithMessage("'{PropertyName}' must not begin or end with blanks.");

    /// <summary>Several lines: of control characters only line ends and tabs.</summary>
    public static IRuleBuilderOptions<T, string?> Text<T>(this IRuleBuilder<T, string?> rule, int most) => rule
        .MaximumLength(most).WithErrorCode("too_long")
        .Must(text => text is null || !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
        .WithErrorCode("control_character").WithMessage("'{PropertyName}' must not hold control characters.");

    /// <summary>An absolute http or https address without a password in it.</summary>
    public static IRuleBuilderOptions<T, string?> Link<T>(this IRuleBuilder<T, string?> rule) => rule
        .MaximumLength(Url).WithErrorCode("too_long")
        .Must(text => text is null or "" || IsLink(text)).WithErrorCode("not_a_link")
        .WithMessage("'{PropertyName}' must be an absolute http or https address.");

    public static IRuleBuilderOptions<T, string?> Filled<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(text => !string.IsNullOrWhiteSpace(text)).WithErrorCode("required").WithMessage("'{PropertyName}' must not be empty.");

    /// <summary>For a revision: absent means unchanged, but what is there may not be empty.</summary>
    public static IRuleBuilderOptions<T, string?> NotBlank<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(text => text is null || !string.IsNullOrWhiteSpace(text)).WithErrorCode("required")
        .WithMessage("'{PropertyName}' cannot be cleared.");

    public static IRuleBuilderOptions<T, Guid> Id<T>(this IRuleBuilder<T, Guid> rule) => rule
        .NotEmpty().WithErrorCode("required").WithMessage("'{PropertyName}' must name something.");

    /// <summary>A BCP 47 tag like <c>zh</c> or <c>en-GB</c>.</summary>
    public static IRuleBuilderOptions<T, string?> Language<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(tag => tag is null or "" || IsLanguage(tag)).WithErrorCode("not_a_language")
        .WithMessage("'{PropertyName}' must be a language tag like zh or en-GB.");

    public static IRuleBuilderOptions<T, ValueList<TItem>> AtMost<T, TItem>(this IRuleBuilder<T, ValueList<TItem>> rule, int most) =>
        rule.Must(items => items.Count <= most).WithErrorCode("too_many")
            .WithMessage($"'{{PropertyName}}' must hold at most {most} items.");

    public static IRuleBuilderOptions<T, ValueList<TItem>?> AtMost<T, TItem>(this IRuleBuilder<T, ValueList<TItem>?> rule, int most) =>
        rule.Must(items => items is not { } list || list.Count <= most).WithErrorCode("too_many")
            .WithMessage($"'{{PropertyName}}' must hold at most {most} items.");

    /// <summary>Lower-case words joined by hyphens; not one that the server itself answers to.</summary>
    public static IRuleBuilderOptions<T, string?> Slug<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(slug => slug is { Length: >= 1 and <= 100 } && IsSlug(slug)).WithErrorCode("not_a_slug")
        .WithMessage("'{PropertyName}' must be 1 to 100 lower-case letters, digits and single hyphens, beginning with a letter or digit.")
        .Must(slug => slug is null || (!Reserved.Contains(slug) && !Guid.TryParse(slug, out _))).WithErrorCode("reserved")
        .WithMessage("'{PropertyName}' is a word that addresses of the server use.");

    private static readonly string[] Reserved = ["people", "series", "tags", "feed", "calendar", "slides", "assets", "hand-in"];

    private static bool IsSlug(string slug) =>
        slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && slug[0] != '-' && slug[^1] != '-' && !slug.Contains("--", StringComparison.Ordinal);

    private static bool IsLink(string text) =>
        !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.Host.Length > 0
        && uri.UserInfo.Length == 0;

    private static bool IsLanguage(string tag) =>
        tag.Length <= 35 && tag.Split('-') is var parts
        && parts.All(part => part.Length is >= 1 and <= 8 && part.All(char.IsAsciiLetterOrDigit))
        && parts[0].Length is 2 or 3 && parts[0].All(char.IsAsciiLetter);
}

using System.Text;
using Xunit;

namespace EventOps.Formats.Tests.Importing;

/// <summary>Pages of other encodings than UTF-8 are the same pages.</summary>
public sealed class EncodingsTests
{
    private const string Sample = "webassembly-open-day.md";

    private static string Text => Encoding.UTF8.GetString(Pages.Bytes(Sample));

    public static TheoryData<string> Names => ["utf-8", "utf-16", "utf-16BE", "gb18030"];

    [Theory, MemberData(nameof(Names))]
    public void a_page_says_the_same_in_every_encoding(string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        byte[][] written = [[.. encoding.Preamble, .. encoding.GetBytes(Text)], encoding.GetBytes(Text)];
        Assert.All(written, bytes => Assert.Equal(Pages.Read(Sample).Meetup, Formats.Importing.PageImporter.Read(new(Sample, bytes), Pages.Settings).Meetup));
    }

    [Fact]
    public void the_encoding_is_told()
    {
        var page = Formats.Importing.PageImporter.Read(new(Sample, CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes(Text)), Pages.Settings);
        Assert.Equal("GB18030", page.Findings.Single(finding => finding.Code == "page.encoding").Chosen);
    }

    [Fact]
    public void latin_letters_of_one_byte_are_not_taken_for_chinese() => Assert.Contains(
        "page.not_utf8",
        Formats.Importing.PageImporter.Read(new(Sample, Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("Été, forêt, Größe. ", 20)))), Pages.Settings).Codes());

    [Fact]
    public void half_a_utf16_page_is_refused() => Assert.Null(
        Formats.Importing.PageImporter.Read(new(Sample, new byte[] { 0xFF, 0xFE, 0x41, 0x00, 0x00, 0xD8, 0x42, 0x00 }), Pages.Settings).Meetup);
}

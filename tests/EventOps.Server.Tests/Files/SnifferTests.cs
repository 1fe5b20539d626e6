using System.Text;
using EventOps.Server.Files.Sniffing;

namespace EventOps.Server.Tests.Files;

public sealed class SnifferTests
{
    [Fact]
    public void bytes_are_known_by_themselves()
    {
        Assert.Equal(new Sniffed(FileTypes.Pdf), Look(Samples.Pdf(2, "plain")));
        Assert.Equal(new Sniffed(FileTypes.Pptx, 3), Look(Samples.Pptx(3)));
        Assert.Equal(new Sniffed(FileTypes.Ppsx, 1), Look(Samples.Pptx(1, main: FileTypes.Ppsx)));
        Assert.Equal(new Sniffed(FileTypes.Odp), Look(Samples.Odp()));
        Assert.Equal(new Sniffed(FileTypes.Keynote), Look(Samples.Keynote()));
        Assert.Equal(new Sniffed(FileTypes.Png), Look(Samples.Png()));
        Assert.Equal(new Sniffed(FileTypes.Jpeg), Look(Samples.Jpeg));
        Assert.Equal(new Sniffed(FileTypes.WebP), Look(Samples.WebP));
    }

    [Theory]
    [InlineData("MZ\u0090", 415, "file.executable")]
    [InlineData("\u007fELF", 415, "file.executable")]
    [InlineData("#!/bin/sh\nrm -rf /", 415, "file.executable")]
    [InlineData("<!DOCTYPE html><script>alert(1)</script>", 415, "file.markup")]
    [InlineData("\u00ef\u00bb\u00bf \n<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", 415, "file.markup")]
    [InlineData("\u00ff\u00fe<\0h\0t\0m\0l\0", 415, "file.markup")]
    [InlineData("GIF89a", 415, "file.type_unknown")]
    [InlineData("Dear organizers, my slides are", 415, "file.type_unknown")]
    [InlineData("", 422, "file.empty")]
    [InlineData(" %PDF-1.4 …startxref %%EOF", 415, "file.type_unknown")]
    public void what_is_no_deck_is_refused_by_its_name(string latin1, int status, string code) => Refused(status, code, Encoding.Latin1.GetBytes(latin1));

    [Fact]
    public void a_pdf_that_was_cut_is_damaged() => Refused(422, "file.damaged", Samples.Pdf(3, "cut")[..^20]);

    [Fact]
    public void a_pdf_without_a_version_is_damaged() => Refused(422, "file.damaged", [.. "%PDF-pretend\n"u8, .. "startxref\n0\n%%EOF"u8]);

    [Fact]
    public void a_pdf_that_is_an_archive_as_well_is_two_things() =>
        Refused(422, "file.polyglot", [.. Samples.Pdf(1, "two"), .. Samples.Zip(("run.html", "<script>"))]);

    [Fact]
    public void the_letters_of_an_archive_inside_a_pdf_are_no_archive() =>
        Assert.Null(Look(Samples.Pdf(1, "PK\u0005\u0006 and whatever follows it in a stream of bytes")).Refusal);

    [Fact]
    public void an_archive_with_something_behind_it_is_two_things() => Refused(422, "file.polyglot", [.. Samples.Pptx(1), .. "%PDF-1.4"u8]);

    [Fact]
    public void an_archive_behind_something_has_its_directory_in_the_wrong_place() =>
        Refused(422, "file.damaged", [.. Samples.Zip(("a", "b"))[..30], .. Samples.Pptx(1)]);

    [Fact]
    public void a_text_or_a_sheet_of_the_makers_of_keynote_is_no_presentation() =>
        Refused(415, "file.not_a_presentation", Samples.Keynote(slide: "Index/Tables/Tile.iwa"));

    [Fact]
    public void an_archive_without_a_presentation_is_none() => Refused(415, "file.not_a_presentation", Samples.Zip(("word/document.xml", "<d/>")));

    [Fact]
    public void a_part_that_is_only_called_so_is_no_presentation() =>
        Refused(415, "file.not_a_presentation", Samples.Pptx(1, main: "application/vnd.ms-excel.sheet"));

    [Fact]
    public void macros_are_not_taken()
    {
        Refused(415, "file.macros", Samples.Pptx(1, main: "application/vnd.ms-powerpoint.presentation.macroEnabled"));
        Refused(415, "file.macros", Samples.Pptx(1, more: ("ppt/vbaProject.bin", "x")));
        Refused(415, "file.macros", Samples.Zip(("mimetype", "application/vnd.oasis.opendocument.presentation"), ("Basic/script-lc.xml", "x")));
    }

    [Fact]
    public void a_bomb_is_seen_before_anything_is_unpacked()
    {
        Refused(422, "file.zip_bomb", Samples.Pptx(1, more: ("ppt/media/huge.bin", new string('0', 4 * 1024 * 1024))));
        Refused(422, "file.zip_bomb", Sharing());
    }

    [Fact]
    public void too_many_files_are_a_bomb() =>
        Refused(422, "file.zip_bomb", Samples.Zip([.. Enumerable.Range(0, 20_001).Select(n => ($"f{n}", ""))]));

    [Fact]
    public void a_name_that_leads_out_of_the_archive_or_stands_twice_is_damage()
    {
        Refused(422, "file.damaged", Samples.Pptx(1, more: ("../../etc/cron.d/x", "x")));
        Refused(422, "file.damaged", Samples.Pptx(1, more: ("PPT/presentation.xml", "x")));
    }

    [Fact]
    public void entities_in_the_list_of_parts_are_not_followed() => Refused(422, "file.damaged", Samples.Zip(
        ("[Content_Types].xml", "<!DOCTYPE t [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><t>&e;</t>"), ("ppt/presentation.xml", "<p/>")));

    [Fact]
    public void a_picture_is_whole_and_of_a_size_that_can_be_shown()
    {
        Refused(422, "file.damaged", Samples.Png()[..^4]);
        Refused(422, "file.damaged", [.. Samples.Png(), .. "<script>"u8]);
        Refused(422, "file.image_too_large", Samples.Png(100_000, 100_000));
        Refused(422, "file.damaged", Samples.Png(0, 5));
        Refused(422, "file.damaged", Samples.Jpeg[..^2]);
        Refused(422, "file.damaged", Samples.WebP[..^1]);
    }

    [Fact]
    public void whatever_the_bytes_are_the_answer_is_one_of_ours()
    {
        const int Seed = 20260410;
        var random = new Random(Seed);
        byte[][] good = [Samples.Pdf(2, "fuzz"), Samples.Pptx(2), Samples.Odp(), Samples.Png(), Samples.Jpeg, Samples.WebP];
        for (var i = 0; i < 3_000; i++)
        {
            var bytes = good[random.Next(good.Length)].ToArray();
            for (var n = random.Next(1, 12); n > 0; n--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            bytes = random.Next(3) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
            var seen = Record.Exception(() => Look(bytes));
            Assert.True(seen is null, $"seed {Seed}, round {i}: {seen}\n{Convert.ToHexString(bytes)}");
        }
    }

    // Two names in the directory for the same bytes: each unpacks them again.
    private static byte[] Sharing()
    {
        var bytes = Samples.Pptx(2);
        var text = Encoding.Latin1.GetString(bytes);
        var first = text.IndexOf("PK\u0001\u0002", StringComparison.Ordinal);
        var second = text.IndexOf("PK\u0001\u0002", first + 4, StringComparison.Ordinal);
        bytes.AsSpan(first + 42, 4).CopyTo(bytes.AsSpan(second + 42));
        return bytes;
    }

    private static void Refused(int status, string code, byte[] bytes)
    {
        var refusal = Look(bytes).Refusal;
        Assert.Equal((status, code), (refusal?.Status ?? 0, refusal?.Code ?? "taken"));
    }

    private static Sniffed Look(byte[] bytes) => Sniffer.Look(new MemoryStream(bytes));
}

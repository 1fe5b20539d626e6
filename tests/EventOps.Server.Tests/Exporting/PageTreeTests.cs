using System.Text;
using EventOps.Server.Exporting;

namespace EventOps.Server.Tests.Exporting;

public sealed class PageTreeTests : IDisposable
{
    private readonly string place = Directory.CreateTempSubdirectory("eventops-tree-").FullName;

    private string Root => Path.Combine(place, "content");

    [Fact]
    public async Task only_what_changed_is_touched()
    {
        await Export(("one", "1"), ("two", "2"));
        var before = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(PathOf("one"), before);
        File.SetLastWriteTimeUtc(PathOf("two"), before);

        var result = await Export(("one", "1"), ("two", "2, mended"));

        Assert.Equal(["activities/two/index.md"], result.Written);
        Assert.Equal((1, before), (result.Unchanged, File.GetLastWriteTimeUtc(PathOf("one"))));
        Assert.NotEqual(before, File.GetLastWriteTimeUtc(PathOf("two")));
        Assert.Equal(["index.md"], Directory.GetFileSystemEntries(Path.GetDirectoryName(PathOf("two"))!).Select(Path.GetFileName));
    }

    [Fact]
    public async Task what_is_gone_is_listed_and_removed_only_when_asked()
    {
        await Export(("one", "1"), ("two", "2"));
        await File.WriteAllTextAsync(Path.Combine(Root, "activities", "two", "photo.png"), "somebody's own");
        foreach (var (slug, page) in new[] { ("by-hand", "---\ntitle: x\n---\n"), ("of-others", "---\ncommunity: \"other\"\neventops: \"recap\"\n---\n") })
        {
            Directory.CreateDirectory(Path.Combine(Root, "activities", slug));
            await File.WriteAllTextAsync(PathOf(slug), page);
        }

        Assert.Equal(["activities/two/index.md"], (await Export(("one", "1"))).Gone);
        Assert.True(File.Exists(PathOf("two")));
        Assert.Equal(["activities/two/index.md"], (await Export(prune: true, ("one", "1"))).Gone);

        Assert.False(File.Exists(PathOf("two")));
        Assert.True(File.Exists(Path.Combine(Root, "activities", "two", "photo.png")));
        Assert.True(File.Exists(PathOf("by-hand")) && File.Exists(PathOf("of-others")));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("..")]
    [InlineData("/etc/cron.d")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("")]
    [InlineData("Überall")]
    public async Task no_name_leads_outside(string slug)
    {
        var result = await Export((slug, "x"));

        Assert.Single(result.Refused);
        Assert.Empty(Directory.Exists(Root) ? Directory.GetFiles(Root, "*", SearchOption.AllDirectories) : []);
        Assert.Empty(Directory.GetFiles(place, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task no_link_leads_outside()
    {
        var outside = Directory.CreateDirectory(Path.Combine(place, "outside")).FullName;
        Directory.CreateDirectory(Path.Combine(Root, "activities"));
        Directory.CreateSymbolicLink(Path.Combine(Root, "activities", "one"), outside);
        await File.WriteAllTextAsync(Path.Combine(outside, "target.md"), "untouched");
        Directory.CreateDirectory(Path.Combine(Root, "activities", "two"));
        File.CreateSymbolicLink(PathOf("two"), Path.Combine(outside, "target.md"));

        var result = await Export(prune: true, ("one", "1"), ("two", "2"));

        Assert.Equal(2, result.Refused.Count);
        Assert.Equal("untouched", await File.ReadAllTextAsync(Path.Combine(outside, "target.md")));
        Assert.Single(Directory.GetFiles(outside));
    }

    public void Dispose() => Directory.Delete(place, recursive: true);

    private Task<ExportResult> Export(params (string Slug, string Text)[] pages) => Export(prune: false, pages);

    private async Task<ExportResult> Export(bool prune, params (string Slug, string Text)[] pages)
    {
        var tree = new PageTree(Root, "sofa");
        foreach (var (slug, text) in pages)
            await tree.Write(slug, Encoding.UTF8.GetBytes($"---\ncommunity: \"sofa\"\neventops: \"recap\"\n---\n\n{text}\n"), CancellationToken.None);
        return tree.Close(prune);
    }

    private string PathOf(string slug) => Path.Combine(Root, "activities", slug, "index.md");
}

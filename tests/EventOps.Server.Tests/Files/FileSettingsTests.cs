using EventOps.Server.Files;
using EventOps.Server.Hosting;
using EventOps.Server.Links;
using Microsoft.Extensions.Configuration;

namespace EventOps.Server.Tests.Files;

public sealed class FileSettingsTests
{
    [Fact]
    public void without_a_word_files_lie_in_the_data_directory()
    {
        var settings = FileSettings.From(Section([]), "/data");
        Assert.Equal(("/data/files", 100L * 1024 * 1024, (BucketSettings?)null), (settings.Directory, settings.MostBytes, settings.Bucket));
    }

    [Fact]
    public void a_bucket_is_read_with_its_keys_and_never_says_them()
    {
        var bucket = FileSettings.From(Section(
            [("S3:Bucket", "decks"), ("S3:Endpoint", "http://localhost:9000"), ("S3:AccessKey", "the-access"), ("S3:SecretKey", "the-secret"), ("S3:Prefix", "a/b")]), "/data").Bucket!;
        Assert.Equal(("decks", "us-east-1", true, "a/b/"), (bucket.Name, bucket.Region, bucket.PathStyle, bucket.Prefix));
        Assert.DoesNotContain("the-", $"{bucket}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MaxMegabytes", "0")]
    [InlineData("MaxMegabytes", "many")]
    [InlineData("AtOnce", "0")]
    [InlineData("KeepUnusedHours", "0")]
    [InlineData("S3:Bucket", "No Bucket")]
    [InlineData("S3:Region", "eu-1")]
    [InlineData("S3:Endpoint", "not an address")]
    [InlineData("S3:Endpoint", "http://user:secret@localhost")]
    [InlineData("S3:AccessKey", "alone")]
    [InlineData("S3:PathStyle", "maybe")]
    [InlineData("S3:Prefix", "/from the root")]
    public void a_setting_that_cannot_be_right_is_named_and_nothing_secret_is_said(string name, string value)
    {
        (string, string)[] good = name.StartsWith("S3", StringComparison.Ordinal) && name is not ("S3:Bucket" or "S3:Region") ? [("S3:Bucket", "decks")] : [];
        var refused = Assert.Throws<SettingException>(() => FileSettings.From(Section([.. good, (name, value)]), "/data"));
        Assert.Contains("EventOps:Files:", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void so_are_those_of_the_link_checker()
    {
        Assert.Throws<SettingException>(() => LinkSettings.From(Section([("CheckHours", "-1")])));
        Assert.Throws<SettingException>(() => LinkSettings.From(Section([("DeadAfter", "0")])));
        Assert.Equal(TimeSpan.Zero, LinkSettings.From(Section([("CheckHours", "0")])).Every);
    }

    private static IConfigurationSection Section(params IEnumerable<(string Name, string Value)> settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>($"EventOps:Files:{s.Name}", s.Value))).Build().GetSection("EventOps:Files");
}

namespace EventOps.Server.Tests.Hosting;

/// <summary>What programs of others make of the OpenAPI document.</summary>
public sealed class DocumentJudgesTests(ServerFixture server)
{
    [Fact]
    public async Task spectral_finds_nothing_to_say()
    {
        var said = await Judge.Lint(await Document());
        Assert.True(said.GetArrayLength() == 0, said.GetRawText());
    }

    [Fact]
    public async Task a_typescript_client_made_of_the_document_compiles_strictly_and_goes_the_main_way()
    {
        var community = await server.NewCommunity();
        var seen = await Judge.MainWay(await Document(), server.Address, community.Name, community.Key);
        Assert.Equal(
            ["meetup.scheduled", "speaker.added", "talk.added", "slot.placed", "agenda.published", "slides.attached", "slides.published"],
            seen.EnumerateArray().Select(type => type.GetString()!["eventops.".Length..^".v1".Length]));
    }

    private async Task<byte[]> Document() => (await server.Asker("first", key: null).Get("/openapi/v1.json")).MustBe(200).Bytes;
}

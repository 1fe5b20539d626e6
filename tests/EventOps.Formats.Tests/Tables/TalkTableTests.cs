using System.Text;
using EventOps.Formats.Tables;
using Xunit;
using static EventOps.Testing.Histories.Happenings;
using static EventOps.Testing.Histories.History;

namespace EventOps.Formats.Tests.Tables;

public sealed class TalkTableTests
{
    [Fact]
    public void every_talk_is_a_row_under_the_documented_head()
    {
        var rows = Rows(Given(ReleasedMeetup).And(Published(RaftDeck, Raft, "https://decks.example/raft.pdf")).PublicAgenda);

        Assert.Equal(string.Join(',', TalkTable.Head), rows[0]);
        Assert.Equal("2021-12-18,13:00,13:45,Room A,,talk,Raft by hand,Ann,,Ant Group,Engineer,zh,Terms and votes.,To choose well,https://decks.example/raft.pdf,", rows[1]);
        Assert.StartsWith("2021-12-18,15:00,15:45,,,talk,A mesh in production,杨斌,凯撒,", rows[2], StringComparison.Ordinal);
        Assert.Equal("", rows[3]);
        Assert.Equal(4, rows.Length);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("'quoted'", "''quoted'")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    public void a_cell_is_neither_computed_nor_torn(string title, string cell)
    {
        var rows = Rows(Given(Scheduled(), Talk(Raft, title), Released(1)).PublicAgenda);

        Assert.Contains($",talk,{cell},", rows[1], StringComparison.Ordinal);
    }

    private static string[] Rows(Projections.Agendas.AgendaView agenda)
    {
        var bytes = TalkTable.Of(agenda);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        return Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
    }
}

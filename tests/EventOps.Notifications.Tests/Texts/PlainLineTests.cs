using EventOps.Notifications.Messages.Texts;

namespace EventOps.Notifications.Tests.Texts;

public sealed class PlainLineTests
{
    [Theory]
    [InlineData("one\r\ntwo\tthree\u2028four", "one two three four")]
    [InlineData("  a \u00a0 b\u3000 ", "a b")]
    [InlineData("pay\u202Ecipu\u2066x\u200F", "paycipux")]
    [InlineData("ev\u200Bent\u200Dops\uFEFF\u00AD\u2060", "eventops")]
    [InlineData("family 👨\u200D👩\u200D👧 می\u200Cخواهم", "family 👨\u200D👩\u200D👧 می\u200Cخواهم")]
    [InlineData("bell\u0007 esc\u001B[31m", "bell esc[31m")]
    public void one_harmless_line(string typed, string line) => Assert.Equal(line, PlainLine.Of(typed));

    // Not a theory: attributes are stored as UTF-8, which has no half of a pair.
    [Fact]
    public void half_a_pair_is_replaced() => Assert.Equal("\ufffdx", PlainLine.Of("\ud800x"));

    [Theory]
    [InlineData("short", 5, "short")]
    [InlineData("longer", 5, "long…")]
    [InlineData("ab 👨\u200D👩\u200D👧", 8, "ab…")]
    [InlineData("e\u0301e\u0301e\u0301", 4, "e\u0301…")]
    [InlineData("anything", 0, "…")]
    public void cut_between_characters(string text, int limit, string cut) => Assert.Equal(cut, PlainLine.Cut(text, limit));

    [Fact]
    public void cut_by_bytes() =>
        Assert.Equal("议程…", PlainLine.Cut("议程公布了", 10, System.Text.Encoding.UTF8.GetByteCount));
}

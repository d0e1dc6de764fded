using Guanxi.Ui;

namespace Guanxi.Tests.Kernel;

/// <summary>Searched words in a text.</summary>
public sealed class MarkedTextTests
{
    [Theory]
    [InlineData("The kettle leaks", "kettle", "The |[kettle]| leaks")]
    [InlineData("The Kettle leaks", "LEAK kett", "The |[Kett]|le |[leak]|s")]
    [InlineData("壶嘴漏水", "漏", "壶嘴|[漏]|水")]
    [InlineData("漏漏", "漏", "[漏]|[漏]")]
    [InlineData("abcabc", "ab abc", "[abc]|[abc]")]
    [InlineData("nothing here", "zither", "nothing here")]
    [InlineData("as it is", "", "as it is")]
    [InlineData("as it is", null, "as it is")]
    [InlineData("", "x", "")]
    public void Each_hit_is_a_part_of_its_own(string text, string? words, string parts) => Shown(MarkedText.Parts(text, words)).ShouldBe(parts);

    [Fact]
    public void Of_a_long_text_the_stretch_around_the_first_hit_is_shown()
    {
        var text = new string('前', 100) + "漏水" + new string('后', 100);

        var parts = MarkedText.Parts(text, "漏水", 60);

        Shown(parts).ShouldBe($"…{new string('前', 20)}|[漏水]|{new string('后', 38)}…");
        Shown(MarkedText.Parts(text, "没有", 60)).ShouldBe($"{new string('前', 60)}…");
        Shown(MarkedText.Parts(text, "后", 60)).ShouldEndWith("[后]|…");
    }

    [Fact]
    public void No_character_is_cut_in_half()
    {
        var text = string.Concat(Enumerable.Repeat("𠮷", 80));

        for (var longest = 10; longest < 30; longest++)
            string.Concat(MarkedText.Parts(text, "没有", longest).Select(p => p.Part)).EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
    }

    private static string Shown(IReadOnlyList<(string Part, bool Hit)> parts) => string.Join('|', parts.Select(p => p.Hit ? $"[{p.Part}]" : p.Part));
}

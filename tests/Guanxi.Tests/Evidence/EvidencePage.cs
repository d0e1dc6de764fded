namespace Guanxi.Tests.Evidence;

/// <summary>docs/evidence.md and its Chinese twin: what is written there is what is computed now, or a test fails. <c>make evidence</c> writes them.</summary>
internal static class EvidencePage
{
    private static readonly Lock One = new();

    /// <summary>Compares a section with the page, in both languages; writes it where that was asked for.</summary>
    public static void Check(Section section)
    {
        section.Misses.ShouldBeEmpty();
        Check(section, "evidence.md", chinese: false);
        Check(section, "evidence.zh-CN.md", chinese: true);
    }

    private static void Check(Section section, string file, bool chinese)
    {
        var path = Path.Combine(Shared.Root, "docs", file);
        var computed = $"## {section.Title(chinese)}\n\n{section.Body(chinese)}".ReplaceLineEndings("\n");
        while (computed.Contains("\n\n\n", StringComparison.Ordinal)) computed = computed.Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
        lock (One)
        {
            var page = File.ReadAllText(path).ReplaceLineEndings("\n");
            var (from, until) = ($"<!-- {section.Key} -->\n", $"\n<!-- /{section.Key} -->");
            var (start, end) = (page.IndexOf(from, StringComparison.Ordinal) + from.Length, page.IndexOf(until, StringComparison.Ordinal));
            end.ShouldBeGreaterThan(start - 1, $"{file} has no place for {section.Key}");
            var written = page[start..end];
            if (Environment.GetEnvironmentVariable("GUANXI_APPROVE") == "1") File.WriteAllText(path, page[..start] + computed + page[end..]);
            else written.Split('\n').ShouldBe(computed.Split('\n'), $"docs/{file} does not say what is computed now: make evidence, look at the difference in git, commit it");
        }
    }
}

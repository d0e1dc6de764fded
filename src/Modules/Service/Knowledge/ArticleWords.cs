using System.Text;

namespace Guanxi.Service.Knowledge;

/// <summary>By which words articles are found. A firm has hundreds of articles, not millions: what contains the words is looked through, and what contains most of them comes first.</summary>
internal static class ArticleWords
{
    /// <summary>Longer questions are cut: further words tell little.</summary>
    public const int Most = 16;

    /// <summary>Width, case and blanks are not told apart.</summary>
    public static string Of(string text) => string.Join(' ', text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The words of a question. Chinese is written without blanks: a run of its characters counts as each pair of neighbours, so that 怎么退货 finds 退货流程.</summary>
    public static IReadOnlyList<string> Asked(string? question)
    {
        List<string> words = [];
        foreach (var part in Of(question ?? "").Split([' ', ',', '，', '。', '?', '？', '!', '！', '、', ';', '；'], StringSplitOptions.RemoveEmptyEntries))
        {
            var start = 0;
            while (start < part.Length)
            {
                var chinese = IsChinese(part[start]);
                var end = start + 1;
                while (end < part.Length && IsChinese(part[end]) == chinese) end++;
                if (!chinese || end - start <= 2) words.Add(part[start..end]);
                else for (var i = start; i < end - 1; i++) words.Add(part.Substring(i, 2));
                start = end;
            }
        }
        return [.. words.Distinct().Take(Most)];
    }

    private static bool IsChinese(char letter) => letter is (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');
}

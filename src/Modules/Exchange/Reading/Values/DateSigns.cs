namespace Guanxi.Exchange.Reading;

/// <summary>The signs and words inside dates.</summary>
internal static class DateSigns
{
    // 年 月 日 号 时 点 分 秒
    public const char Year = '\u5E74', Month = '\u6708', Day = '\u65E5', DayColloquial = '\u53F7';
    public const char Hour = '\u65F6', HourColloquial = '\u70B9', Minute = '\u5206', Second = '\u79D2';

    // 上午 下午
    public const string Morning = "\u4E0A\u5348", Afternoon = "\u4E0B\u5348";

    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>The English name, whole or its first three letters (four for Sept).</summary>
    public static bool TryMonth(ReadOnlySpan<char> word, out int month)
    {
        month = 0;
        if (word.Length < 3) return false;
        for (var at = 0; at < Months.Length; at++)
        {
            var name = Months[at].AsSpan();
            if (word.Length != name.Length && word.Length != 3 && !(at == 8 && word.Length == 4)) continue;
            if (!name.StartsWith(word, StringComparison.OrdinalIgnoreCase)) continue;
            month = at + 1;
            return true;
        }

        return false;
    }
}

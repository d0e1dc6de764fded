using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Guanxi.Ui;

/// <summary>Numbers and days as people type them into a form. js/order-sum.js reads numbers by the same rule.</summary>
public static partial class TypedValue
{
    private static readonly string[] Days = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd"];

    /// <summary>Reads a number: a point before decimals, commas between thousands only. Digits and signs may be full-width, as a Chinese input method leaves them.</summary>
    /// <remarks>A comma elsewhere is refused: 9,5 is nine and a half to one person and ninety-five to a parser.</remarks>
    public static bool TryNumber(string typed, out decimal number)
    {
        number = 0;
        var plain = Plain(typed);
        return Number().IsMatch(plain) && decimal.TryParse(plain.Replace("¥", "", StringComparison.Ordinal), NumberStyles.Number, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Reads a day, year first: the one order that nobody reads two ways.</summary>
    public static bool TryDay(string typed, out DateOnly day) => DateOnly.TryParseExact(Characters().Replace(Plain(typed), "-").TrimEnd('-'), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    // Compatibility forms: １２．５ → 12.5, ￥ → ¥, － → -. The input method's own full stop stands for a point.
    private static string Plain(string typed) => typed.Normalize(NormalizationForm.FormKC).Trim().Replace('−', '-').Replace('。', '.');

    // The Chinese words for year, month and day stand where others write a stroke.
    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Characters();

    // A group after a leading zero would be a decimal comma: 0,500.
    [GeneratedRegex(@"^[+-]?¥?[+-]?([0-9]+|[1-9][0-9]{0,2}(,[0-9]{3})+)(\.[0-9]*)?$|^[+-]?¥?\.[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}

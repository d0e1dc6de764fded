namespace Guanxi.Customers;

/// <summary>The unified social credit code 统一社会信用代码 of a Chinese organisation: 18 signs, the last one checks the others (GB 32100-2015).</summary>
internal static class CreditCodes
{
    private const string Signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>Only firms of the mainland have one.</summary>
    public static bool IsGivenIn(string? country) => string.IsNullOrEmpty(country) || country == "CN";

    public static bool IsRight(string code)
    {
        // Who registered it, what it is, and where: the place is six digits.
        if (code.Length != 18 || code.AsSpan(2, 6).IndexOfAnyExceptInRange('0', '9') >= 0) return false;
        int sum = 0, weight = 1;
        for (var i = 0; i < 17; i++)
        {
            var value = Signs.IndexOf(code[i], StringComparison.Ordinal);
            if (value < 0) return false;
            sum += value * weight;
            weight = weight * 3 % 31;
        }
        return Signs.IndexOf(code[17], StringComparison.Ordinal) == (31 - sum % 31) % 31;
    }
}

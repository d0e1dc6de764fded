using System.Collections.Frozen;
using System.Globalization;

namespace Guanxi.Exchange.Checking;

/// <summary>Countries as files name them, as ISO 3166-1 codes.</summary>
internal static class CountryNames
{
    private static readonly FrozenDictionary<string, string> Codes = All();

    /// <returns>The two-letter code; null for what is no country, such as a province.</returns>
    public static string? Code(string? written) => written is null ? null : Codes.GetValueOrDefault(written.Trim());

    private static FrozenDictionary<string, string> All()
    {
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["UK"] = "GB", ["England"] = "GB", ["Great Britain"] = "GB", ["EIRE"] = "IE", ["USA"] = "US", ["United States of America"] = "US", ["RSA"] = "ZA",
            ["Korea"] = "KR", ["PRC"] = "CN", ["P.R. China"] = "CN", ["Czech Republic"] = "CZ", ["Holland"] = "NL", ["UAE"] = "AE", ["Macau"] = "MO",
        };
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.SpecificCultures))
        {
            var region = new RegionInfo(culture.Name);
            if (region.TwoLetterISORegionName.Length != 2 || char.IsAsciiDigit(region.TwoLetterISORegionName[0])) continue;
            foreach (var name in (string[])[region.TwoLetterISORegionName, region.ThreeLetterISORegionName, region.EnglishName, region.NativeName])
                codes.TryAdd(name, region.TwoLetterISORegionName);
        }

        return codes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}

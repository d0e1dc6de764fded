using System.Diagnostics.CodeAnalysis;

namespace Guanxi.Http;

/// <summary>An enum's value in an address, by its name in any case: <c>kind=return</c>, as the JSON bodies write it. Left to themselves routes know <c>Return</c> alone.</summary>
public readonly record struct Named<TEnum>(TEnum Value) : IParsable<Named<TEnum>> where TEnum : struct, Enum
{
    public static Named<TEnum> Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var named) ? named : throw new FormatException($"Not one of {string.Join(", ", Enum.GetNames<TEnum>())}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Named<TEnum> result)
    {
        // Numbers are values too for Enum.TryParse, even those that have no name.
        var ok = Enum.TryParse<TEnum>(s, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(s![0]);
        result = new(value);
        return ok;
    }
}

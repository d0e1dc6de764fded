using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Guanxi.Data;
using Guanxi.Http;

namespace Guanxi;

/// <summary>A place in a list that is ordered by moment and then by id: where the next page goes on, without repeats even where moments are equal.</summary>
/// <param name="At">The moment; whole microseconds, as both databases keep it.</param>
/// <param name="Id">Among equal moments.</param>
[JsonConverter(typeof(TextJson<Cursor>))]
public readonly record struct Cursor(DateTimeOffset At, long Id) : IParsable<Cursor>
{
    /// <summary>As an address carries it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Micros.Of(At)}.{Id}");

    public static Cursor Parse(string s, IFormatProvider? provider = null) => TryParse(s, provider, out var cursor) ? cursor : throw new FormatException("Not a cursor.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Cursor result)
    {
        result = default;
        if (s?.Split('.') is not [var moment, var key]
            || !long.TryParse(moment, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var micros)
            || !long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || micros is < -62_135_596_800_000_000 or > 253_402_300_799_999_999) return false;
        result = new(Micros.At(micros), id);
        return true;
    }

    /// <summary>What an address carried, or null where it carried none or nonsense: a list then starts at its beginning.</summary>
    public static Cursor? Of(string? text) => TryParse(text, null, out var cursor) ? cursor : null;
}

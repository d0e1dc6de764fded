using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guanxi;

/// <summary>The identity of a <typeparamref name="T"/>: 64 bits, made by the application, later ids sort later.</summary>
/// <remarks>A string in JSON, because JavaScript rounds numbers beyond 2⁵³. Zero is no id.</remarks>
[JsonConverter(typeof(IdJsonConverterFactory))]
public readonly record struct Id<T>(long Value) : IComparable<Id<T>>, ISpanParsable<Id<T>>, IAnyId
{
    Type IAnyId.Of => typeof(T);

    /// <summary>Makes the next id. Never the same twice on one node.</summary>
    public static Id<T> New() => new(Ids.Next());

    /// <summary>True for the default value, which identifies nothing.</summary>
    public bool IsNone => Value == 0;

    public int CompareTo(Id<T> other) => Value.CompareTo(other.Value);
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public static bool operator <(Id<T> left, Id<T> right) => left.Value < right.Value;
    public static bool operator >(Id<T> left, Id<T> right) => left.Value > right.Value;
    public static bool operator <=(Id<T> left, Id<T> right) => left.Value <= right.Value;
    public static bool operator >=(Id<T> left, Id<T> right) => left.Value >= right.Value;

    public static Id<T> Parse(string s, IFormatProvider? provider = null) => Parse(s.AsSpan(), provider);
    public static Id<T> Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an id.");
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Id<T> result) => TryParse(s.AsSpan(), provider, out result);
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Id<T> result)
    {
        var ok = long.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        result = new(value);
        return ok;
    }
}

/// <summary>An id of whatever it is, for what looks at requests of every kind.</summary>
internal interface IAnyId
{
    long Value { get; }
    Type Of { get; }
}

/// <summary>Makes ids: 41 bits of milliseconds since 2024, 10 bits of node, 12 bits of sequence.</summary>
public static class Ids
{
    private static readonly long Epoch = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static long last;

    /// <summary>This process's number among its peers, 0–1023; set once at start.</summary>
    public static int Node { get; set; }

    /// <summary>The next id. When the clock goes back, or 4,096 ids are used up within a millisecond, ids go on from the last one: they stay ordered and unique.</summary>
    public static long Next()
    {
        while (true)
        {
            var before = Volatile.Read(ref last);
            var now = (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - Epoch) << 12;
            var next = Math.Max(before + 1, now);
            if (Interlocked.CompareExchange(ref last, next, before) == before)
                return Encoded(next);
        }
    }

    /// <summary>Sets ids aside for work that numbers many rows and must give them the same ids again when it is taken up after a stop.</summary>
    public static IdRun Reserve(int count)
    {
        while (true)
        {
            var before = Volatile.Read(ref last);
            var now = (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - Epoch) << 12;
            var first = Math.Max(before + 1, now);
            if (Interlocked.CompareExchange(ref last, first + count, before) == before) return new(first);
        }
    }

    /// <summary>No id that was made at this moment or later is smaller.</summary>
    public static long From(DateTimeOffset moment) => Math.Max(0, moment.ToUnixTimeMilliseconds() - Epoch) << 22;

    /// <summary>When an id was made, by the clock of who made it.</summary>
    public static DateTimeOffset MadeAt(long id) => DateTimeOffset.FromUnixTimeMilliseconds((id >> 22) + Epoch);

    /// <summary>Makes no id before this one again, though the clock was put back while nobody ran.</summary>
    public static void GoOnFrom(long id)
    {
        // From the next millisecond on: within the same one another node's may be the later.
        var least = (((id >> 22) + 1) << 12) - 1;
        for (var before = Volatile.Read(ref last); before < least; before = Volatile.Read(ref last)) Interlocked.CompareExchange(ref last, least, before);
    }

    /// <summary>The node that made an id.</summary>
    public static int NodeOf(long id) => (int)(id >> 12) & 0x3FF;

    internal static long Encoded(long sequence) => ((sequence >> 12) << 22) | ((long)Node << 12) | (sequence & 0xFFF);
}

/// <summary>Ids set aside by <see cref="Ids.Reserve"/>.</summary>
/// <param name="First">What to keep, so that the same ids come again.</param>
public readonly record struct IdRun(long First)
{
    /// <summary>The id with this number of the run, from 0; later numbers sort later.</summary>
    public long this[int number] => Ids.Encoded(First + number);
}

internal sealed class IdJsonConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Id<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(IdJsonConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;
}

internal sealed class IdJsonConverter<T> : JsonConverter<Id<T>>
{
    public override Id<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Id<T>.TryParse(reader.GetString(), null, out var id) ? id : throw new JsonException("An id is a string of digits.");

    public override void Write(Utf8JsonWriter writer, Id<T> value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

using Microsoft.EntityFrameworkCore;

namespace Guanxi.Data;

/// <summary>One thing that an administrator can change, as JSON under its key.</summary>
public sealed class Setting
{
    public string Key { get; private init; } = "";
    public string Value { get; private set; } = "";
    public int Version { get; private set; }

    internal static Setting Of(string key, string value) => new() { Key = key, Value = value };
    internal void Change(string value) => (Value, Version) = (value, Version + 1);
}

internal sealed class SettingTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Setting>(setting =>
    {
        setting.HasKey(s => s.Key);
        setting.Property(s => s.Key).HasMaxLength(80);
    });
}

/// <summary>Typed settings: a record per subject, e.g. <c>FirmSettings</c>, with the defaults as its initial values.</summary>
public static class Settings
{
    private static readonly PreparedQuery<string, string?> One = PreparedQuery.One((GuanxiDb db, string key, CancellationToken _) =>
        db.Set<Setting>().Where(s => s.Key == key).Select(s => s.Value).FirstOrDefault());

    /// <summary>The stored value, or the defaults where nothing was changed.</summary>
    public static Task<T> Setting<T>(this GuanxiDb db, CancellationToken ct) where T : class, new() => db.Once(typeof(T), async () =>
        StoredJson.Read<T>(db.Memory is null ? await One.Run(db, KeyOf<T>(), ct) : (await All(db, ct)).GetValueOrDefault(KeyOf<T>())) ?? new T());

    // A page that asks for one setting soon asks for the next.
    private static Task<Dictionary<string, string>> All(GuanxiDb db, CancellationToken ct) => db.Once(typeof(Setting), () => db.Set<Setting>().AsNoTracking().ToDictionaryAsync(s => s.Key, s => s.Value, ct));

    /// <summary>Changes it in the transaction under way.</summary>
    public static async Task Change<T>(this GuanxiDb db, T value, CancellationToken ct) where T : class, new()
    {
        var json = StoredJson.Write(value);
        if (await db.Set<Setting>().FindAsync([KeyOf<T>()], ct) is { } stored) stored.Change(json);
        else db.Add(Data.Setting.Of(KeyOf<T>(), json));
    }

    private static string KeyOf<T>() => Conventions.Snake(typeof(T).Name);
}

/// <summary>What the firm is and how it counts.</summary>
public sealed record FirmSettings
{
    public string Name { get; init; } = "";

    /// <summary>ISO 4217. All figures are in it. Empty until the firm chose, or loaded its first orders.</summary>
    public string BaseCurrency { get; init; } = "";

    /// <summary>IANA name; a business day is a day in this zone.</summary>
    public string TimeZone { get; init; } = "Asia/Shanghai";

    /// <summary>Contribution margin of sales whose product has no cost, as a share of net sales. 1: nothing is known of costs, so margin is net sales.</summary>
    public decimal MarginShare { get; init; } = 1m;

    /// <summary>The business day of a moment.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);

    /// <summary>The moment at which a business day is over.</summary>
    public DateTimeOffset EndOf(DateOnly day)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        // Where the clock jumps over midnight, the day ends at the jump.
        return new DateTimeOffset(midnight, zone.GetUtcOffset(zone.IsInvalidTime(midnight) ? midnight.AddHours(-2) : midnight)).ToUniversalTime();
    }
}

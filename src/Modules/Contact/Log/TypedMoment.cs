using System.Globalization;
using System.Text;

namespace Guanxi.Contact.Log;

/// <summary>When a contact happened, as a person types it: day and time in the zone in which they read times. Nothing typed is now.</summary>
internal sealed class TypedMoment
{
    private static readonly string[] Times = ["H:mm", "H:mm:ss"];

    public DateOnly? On { get; set; }

    /// <summary>Hours and minutes, with 24 hours.</summary>
    public string? Time { get; set; }

    /// <returns>The moment, null for now; or the key of what is wrong.</returns>
    public (DateTimeOffset? At, string? Wrong) Read(Actor actor, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(actor.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var day = On ?? today;
        // Full-width digits and colons, as a Chinese input method leaves them.
        var typed = Time?.Normalize(NormalizationForm.FormKC).Trim() ?? "";
        if (typed.Length == 0) return day == today ? (null, null) : (null, "contact.entry.time_missing");
        if (!TimeOnly.TryParseExact(typed, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return (null, "contact.entry.time_wrong");
        var local = day.ToDateTime(time);
        // The hour that is left out when the clocks go forward.
        return zone.IsInvalidTime(local) ? (null, "contact.entry.time_wrong") : (new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime(), null);
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Guanxi.Data;
using Guanxi.Http;

namespace Guanxi.Contact.Tasks;

/// <summary>A place in the list of tasks: by due day or, among those done, by the moment; then by id.</summary>
[JsonConverter(typeof(TextJson<TaskPlace>))]
internal readonly record struct TaskPlace(long Key, Id<FollowUp> Id) : IParsable<TaskPlace>
{
    public DateOnly DueOn => DateOnly.FromDayNumber((int)Math.Clamp(Key, 0, DateOnly.MaxValue.DayNumber));
    public DateTimeOffset DoneAt => Micros.At(Math.Clamp(Key, 0, 253_402_300_799_999_999));

    public static TaskPlace Of(FollowUp task, TaskWhen when) => new(when == TaskWhen.Done ? Micros.Of(task.DoneAt!.Value) : task.DueOn.DayNumber, task.Id);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Key}.{Id}");
    public static TaskPlace Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var place) ? place : throw new FormatException("Not a place in the list of tasks.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TaskPlace result)
    {
        result = default;
        if (s?.Split('.') is not [var first, var second] || !long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var key) || !Id<FollowUp>.TryParse(second, null, out var id)) return false;
        result = new(key, id);
        return true;
    }
}

using System.ComponentModel.DataAnnotations;

namespace Guanxi.Service.Requests.Limits;

/// <summary>How requests are handled. An administrator may change each.</summary>
public sealed record RequestSettings
{
    /// <summary>Percent of a kind's hours by priority; a normal one has them whole.</summary>
    [Range(1, 100)] public int UrgentPercent { get; init; } = 25;
    [Range(1, 100)] public int HighPercent { get; init; } = 50;
    [Range(100, 1_000)] public int LowPercent { get; init; } = 200;

    /// <summary>At least so pressing is what customers of a grade ask. Those of the lowest grade are never put behind others.</summary>
    [EnumDataType(typeof(RequestPriority))] public RequestPriority Major { get; init; } = RequestPriority.High;
    [EnumDataType(typeof(RequestPriority))] public RequestPriority Minor { get; init; } = RequestPriority.Normal;

    /// <summary>Working days after which a solved request is closed, where the customer says nothing more; 0 to close none by itself.</summary>
    [Range(0, 60)] public int QuietDays { get; init; } = 3;

    /// <summary>Days for which a closed request can be opened again.</summary>
    [Range(0, 730)] public int ReopenDays { get; init; } = 30;

    /// <summary>The share of a limit that is left when it turns amber.</summary>
    [Range(0.0, 0.9)] public double AmberShare { get; init; } = 0.25;

    /// <summary>A missed limit is a task of the lead.</summary>
    public bool EscalateLate { get; init; } = true;

    /// <summary>The share of a kind's hours that a priority has.</summary>
    public double ShareOf(RequestPriority priority) => priority switch { RequestPriority.Urgent => UrgentPercent, RequestPriority.High => HighPercent, RequestPriority.Low => LowPercent, _ => 100 } / 100.0;

    /// <summary>The priority of a kind, raised where the customer's grade asks for more. A grade never lowers it.</summary>
    public RequestPriority For(RequestPriority ofKind, string? grade)
    {
        var ofGrade = grade switch { "major" => Major, "minor" => Minor, _ => RequestPriority.Low };
        return ofGrade < ofKind ? ofGrade : ofKind;
    }
}

using System.ComponentModel.DataAnnotations;

namespace Guanxi.Surveys;

/// <summary>What holds for all surveys.</summary>
public sealed record SurveySettings
{
    public const int GroupStep = 5;

    /// <summary>Days for which a customer who was asked is left in peace.</summary>
    [Range(0, 730)] public int QuietDays { get; init; } = 60;

    /// <summary>Anonymous answers in a group: fewer are not shown, as somebody might be told apart. A multiple of <see cref="GroupStep"/>, so that no two settings differ by a single answer.</summary>
    [Range(5, 50)] public int LeastAnonymous { get; init; } = 5;

    /// <summary>What the firm and its brands are called, one a line, besides the firm's name: so an unaided mention is recognised.</summary>
    [StringLength(1_000)] public string? OwnNames { get; init; }
}

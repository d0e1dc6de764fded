using System.ComponentModel.DataAnnotations;

namespace Guanxi.Risk.Register;

/// <summary>How grave a risk is, by likelihood × impact.</summary>
public enum RiskLevel { Low, Medium, High, Critical }

/// <summary>From which score on a risk is of which level, and how soon each level is looked at again.</summary>
internal sealed record RiskSettings
{
    /// <summary>Lowest score of the level; below it a risk is low.</summary>
    [Range(2, RegisteredRisk.Most * RegisteredRisk.Most)] public int Medium { get; init; } = 5;
    [Range(2, RegisteredRisk.Most * RegisteredRisk.Most)] public int High { get; init; } = 10;
    [Range(2, RegisteredRisk.Most * RegisteredRisk.Most)] public int Critical { get; init; } = 15;

    /// <summary>Days from an assessment to the next.</summary>
    [Range(1, 1_096)] public int LowDays { get; init; } = 365;
    [Range(1, 1_096)] public int MediumDays { get; init; } = 180;
    [Range(1, 1_096)] public int HighDays { get; init; } = 90;
    [Range(1, 1_096)] public int CriticalDays { get; init; } = 30;

    /// <param name="score">Likelihood × impact, 1 to 25.</param>
    public RiskLevel LevelOf(int score) => score >= Critical ? RiskLevel.Critical : score >= High ? RiskLevel.High : score >= Medium ? RiskLevel.Medium : RiskLevel.Low;

    public int DaysOf(RiskLevel level) => level switch
    {
        RiskLevel.Critical => CriticalDays,
        RiskLevel.High => HighDays,
        RiskLevel.Medium => MediumDays,
        _ => LowDays,
    };
}

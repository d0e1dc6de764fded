using System.ComponentModel.DataAnnotations;

namespace Guanxi.Retention.Warnings.Settings;

/// <summary>From where signals warn, for whom, and by when someone must react. An administrator may change each.</summary>
internal sealed record WarningSettings
{
    /// <summary>A gap as long as the current one is rarer than this by the own rhythm.</summary>
    [Range(0.0, 0.5)] public double RhythmWarns { get; init; } = 0.05;
    [Range(0.0, 0.5)] public double RhythmAlarms { get; init; } = 0.01;

    /// <summary>So little spend in the recent window is rarer than this by the own past.</summary>
    [Range(0.0, 0.5)] public double SpendWarns { get; init; } = 0.10;
    [Range(0.0, 0.5)] public double SpendAlarms { get; init; } = 0.01;

    /// <summary>Days a complaint may be open; twice as many alarm.</summary>
    [Range(1, 365)] public int ComplaintDays { get; init; } = 7;

    /// <summary>Days for which a complaint that ended badly warns.</summary>
    [Range(1, 730)] public int UnhappyDays { get; init; } = 90;

    /// <summary>Days ahead of a contract's last day, and after it, in which no renewal warns; 0 does not warn. From the second on it alarms.</summary>
    [Range(0, 730)] public int ContractDays { get; init; } = 60;
    [Range(0, 730)] public int ContractAlarmDays { get; init; } = 14;

    /// <summary>Days for which a dead number, a message that came back or a person who left warns, while nobody reached the customer since; 0 does not warn. It alarms for major and minor customers.</summary>
    [Range(0, 730)] public int LostContactDays { get; init; } = 180;

    /// <summary>So many points of satisfaction, of five, are a fall between a customer's last two answers.</summary>
    [Range(1, 4)] public int SatisfactionFallPoints { get; init; } = 2;

    /// <summary>Days for which an answer that is so much worse than the one before warns; 0 does not warn. It alarms for major and minor customers.</summary>
    [Range(0, 730)] public int SatisfactionFallDays { get; init; } = 90;

    /// <summary>Churn of A and B customers.</summary>
    [Range(0.0, 1.0)] public double ChurnWarns { get; init; } = 0.60;
    [Range(0.0, 1.0)] public double ChurnAlarms { get; init; } = 0.90;

    /// <summary>Days without contact, by grade from the best down; 0 does not warn.</summary>
    [Range(0, 730)] public int MajorContactDays { get; init; }
    [Range(0, 730)] public int MinorContactDays { get; init; }
    [Range(0, 730)] public int OrdinaryContactDays { get; init; }
    [Range(0, 730)] public int SmallContactDays { get; init; }

    /// <summary>Grades whose customers get warnings.</summary>
    public bool Major { get; init; } = true;
    public bool Minor { get; init; } = true;
    public bool Ordinary { get; init; } = true;
    public bool Small { get; init; }

    /// <summary>Customers of other grades get warnings from this much money at risk, minor units of the base currency; 0: never.</summary>
    [Range(0, 1_000_000_000_000)] public long LeastMoneyMinor { get; init; }

    /// <summary>At most so many new warnings a run, the most money first.</summary>
    [Range(1, 100_000)] public int MostNew { get; init; } = 500;

    /// <summary>Working days within which someone must react.</summary>
    [Range(0, 60)] public int AlarmDays { get; init; } = 1;
    [Range(0, 60)] public int WarningDays { get; init; } = 3;
    [Range(0, 60)] public int NoticeDays { get; init; } = 7;

    /// <summary>The day by which to react to what was found today.</summary>
    public DateOnly DueOn(Signals.Severity severity, DateOnly today, Staff.WorkCalendar calendar) =>
        calendar.DayAfter(today, severity switch { Signals.Severity.Alarm => AlarmDays, Signals.Severity.Warning => WarningDays, _ => NoticeDays });
}

namespace Guanxi.Retention.Warnings.Signals;

/// <summary>What warns of losing a customer.</summary>
internal enum Signal
{
    /// <summary>The own purchase rhythm is broken.</summary>
    RhythmBroken,

    /// <summary>The recent window's spend is lower than the own past lets expect.</summary>
    SpendFell,

    /// <summary>A complaint is open past its limit.</summary>
    ComplaintOpen,

    /// <summary>A complaint ended with satisfaction 1 or 2.</summary>
    ComplaintUnhappy,

    /// <summary>An A or B customer is likely to buy no more.</summary>
    ChurnHigh,

    /// <summary>Nobody was in touch for longer than the grade asks for.</summary>
    NoContact,

    /// <summary>The grade is lower than about a month ago.</summary>
    GradeFell,

    /// <summary>A contract ends soon, or ended lately, and nothing goes on from it.</summary>
    ContractEnding,

    /// <summary>The number is dead, messages come back, or the person known there left.</summary>
    ContactLost,

    /// <summary>The customer answered a survey much worse than the time before.</summary>
    SatisfactionFell,
}

/// <summary>How bad it is. None of the lists holds what is not even worth a notice.</summary>
internal enum Severity { Notice, Warning, Alarm }

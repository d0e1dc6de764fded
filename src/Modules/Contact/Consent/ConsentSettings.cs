using System.ComponentModel.DataAnnotations;

namespace Guanxi.Contact.Consent;

/// <summary>For what a customer must have said yes, and how long the firm takes to answer what they ask about their data.</summary>
internal sealed record ConsentSettings
{
    /// <summary>Advertising needs a yes under PIPL (art. 13) and the EU's rules on electronic messages.</summary>
    public bool OffersNeedWord { get; init; } = true;
    public bool GreetingsNeedWord { get; init; }
    public bool SurveysNeedWord { get; init; }
    public bool ProfilingNeedsWord { get; init; }

    /// <summary>Days within which a request about personal data is answered. China's personal information standard (GB/T 35273) says thirty, the GDPR a month.</summary>
    [Range(1, 30)] public int AnswerDays { get; init; } = 15;

    public bool NeedsWord(ConsentPurpose purpose) => purpose switch
    {
        ConsentPurpose.Offers => OffersNeedWord,
        ConsentPurpose.Greetings => GreetingsNeedWord,
        ConsentPurpose.Surveys => SurveysNeedWord,
        _ => ProfilingNeedsWord,
    };
}

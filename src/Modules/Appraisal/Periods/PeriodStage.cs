namespace Guanxi.Appraisal.Periods;

/// <summary>How far a period is.</summary>
internal enum PeriodStage
{
    /// <summary>Sheets are there; who rates whom is being looked through.</summary>
    Opened,

    /// <summary>Raters rate. Who is rated already may answer and appeal.</summary>
    Rating,

    /// <summary>All sheets are in: the last answers and appeals.</summary>
    Answers,

    /// <summary>Results stand and wait for the signature.</summary>
    Finalised,

    /// <summary>Signed: nothing changes any more.</summary>
    Signed,

    /// <summary>Given up before it was signed.</summary>
    CalledOff,
}

/// <summary>What was done in a period.</summary>
internal enum AppraisalAct
{
    Opened, RatingBegan, RaterAppointed, LeftOut, Submitted, SentBack, Adjusted, Seen, Answered, Appealed, AppealUpheld, AppealDismissed, Finalised, Returned, Signed, CalledOff,
}

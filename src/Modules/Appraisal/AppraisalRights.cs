namespace Guanxi.Appraisal;

/// <summary>Rights over the evaluation of staff. One's own sheet needs none: nobody can be kept from seeing, answering and appealing how they are rated.</summary>
public static class AppraisalRights
{
    /// <summary>Sees evaluations of people within reach.</summary>
    public const string Read = "appraisal.read";

    /// <summary>Rates those whose rater one is.</summary>
    public const string Rate = "appraisal.rate";

    /// <summary>Looks through all sheets of a period, sends back or adjusts, decides appeals and finalises.</summary>
    public const string Finalise = "appraisal.finalise";

    /// <summary>Signs a finalised period, or returns it.</summary>
    public const string Sign = "appraisal.sign";

    /// <summary>Sets criteria and rules, opens periods and says who rates whom.</summary>
    public const string Plan = "appraisal.plan";

    /// <summary>Takes position and pay lists out as files.</summary>
    public const string Export = "appraisal.export";
}

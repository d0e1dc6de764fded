namespace Guanxi.Value.Choosing;

/// <summary>What makes a good customer.</summary>
internal enum FitCriterion
{
    /// <summary>Purchase days in the last year.</summary>
    Need,

    /// <summary>The share of customers who spent less in the last year.</summary>
    AbilityToPay,

    /// <summary>Contacts for each purchase day in the last year.</summary>
    CostToServe,

    /// <summary>Days with goods brought back, and complaints, for each hundred purchase days in the last year.</summary>
    Risk,

    /// <summary>Change of spend against the year before, in percent.</summary>
    Growth,

    /// <summary>门当户对: whether the two firms are of a size. Judged by people: nothing here measures it.</summary>
    SizeMatch,

    /// <summary>The share of customers who are less like the loyal ones.</summary>
    Likeness,
}

/// <summary>From what a criterion gets its points.</summary>
internal enum FitBasis
{
    /// <summary>The firm's data; where they say nothing, a person's judgement.</summary>
    Data,

    /// <summary>A person's judgement alone.</summary>
    Judgement,
}

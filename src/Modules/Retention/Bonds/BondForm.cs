namespace Guanxi.Retention.Bonds;

/// <summary>What holds a customer. Most forms are two things at once: an exit barrier, because leaving costs, and a tie of one level.</summary>
internal enum BondForm
{
    PriceAgreement, Rebate, Prepayment, SwitchingCost, PointsBalance, TierBenefit,
    FrameworkContract, ServiceContract, Exclusivity,
    Club, Referral,
    SystemLink, SharedProcess, InstalledBase, Training, JointProject,
}

/// <summary>退出壁垒: what makes leaving hard.</summary>
internal enum BarrierKind { Economic, Technical, Contractual }

/// <summary>维系三层次: on what a relationship rests. Each level is harder to copy than the one before.</summary>
internal enum TieLevel { Financial, Social, Structural }

/// <summary>How hard a barrier makes it to leave.</summary>
internal enum Strength { Weak, Medium, Strong }

/// <summary>Which barrier and which tie each form is.</summary>
internal static class BondForms
{
    public static BarrierKind? Barrier(BondForm form) => form switch
    {
        BondForm.PriceAgreement or BondForm.Rebate or BondForm.Prepayment or BondForm.SwitchingCost => BarrierKind.Economic,
        BondForm.FrameworkContract or BondForm.ServiceContract or BondForm.Exclusivity => BarrierKind.Contractual,
        BondForm.SystemLink or BondForm.SharedProcess or BondForm.InstalledBase or BondForm.Training => BarrierKind.Technical,
        _ => null,
    };

    // Money paid ahead, or lost by changing over, keeps a customer from leaving; it gives no reason to stay.
    public static TieLevel? Level(BondForm form) => form switch
    {
        BondForm.Prepayment or BondForm.SwitchingCost => null,
        BondForm.Club or BondForm.Referral => TieLevel.Social,
        BondForm.SystemLink or BondForm.SharedProcess or BondForm.InstalledBase or BondForm.Training or BondForm.JointProject => TieLevel.Structural,
        _ => TieLevel.Financial,
    };

    public static IEnumerable<BondForm> Of(BarrierKind? barrier) => Enum.GetValues<BondForm>().Where(f => Barrier(f) == barrier);

    public static IEnumerable<BondForm> Of(TieLevel level) => Enum.GetValues<BondForm>().Where(f => Level(f) == level);
}

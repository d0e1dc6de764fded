namespace Guanxi.Retention.Losses;

/// <summary>Whose doing it was that a customer left.</summary>
internal enum LossKind { OwnFault, Customers, Competitor, Natural }

/// <summary>What it was. Each belongs to one kind; "other" to any.</summary>
internal enum LossCause { Service, Quality, Price, ProductGap, StaffLeft, Moved, Closed, NoNeed, WentOver, BetterOffer, Death, Bankruptcy, Other }

/// <summary>How the firm knows.</summary>
internal enum LossSource { Interview, Survey, Judgement }

/// <summary>Which causes a kind has.</summary>
internal static class LossCauses
{
    public static IReadOnlyList<LossCause> Of(LossKind kind) => kind switch
    {
        LossKind.OwnFault => [LossCause.Service, LossCause.Quality, LossCause.Price, LossCause.ProductGap, LossCause.StaffLeft, LossCause.Other],
        LossKind.Customers => [LossCause.Moved, LossCause.Closed, LossCause.NoNeed, LossCause.Other],
        LossKind.Competitor => [LossCause.WentOver, LossCause.BetterOffer, LossCause.Other],
        _ => [LossCause.Death, LossCause.Bankruptcy, LossCause.Other],
    };
}

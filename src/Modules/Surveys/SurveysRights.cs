namespace Guanxi.Surveys;

/// <summary>Rights over surveys.</summary>
public static class SurveysRights
{
    /// <summary>Sees surveys, what came of them, and the answers of the customers within reach.</summary>
    public const string Read = "surveys.read";

    /// <summary>Hands out invitations: asks customers of one's own.</summary>
    public const string Invite = "surveys.invite";

    /// <summary>Takes answers of the customers within reach out of the product, as a file.</summary>
    public const string Export = "surveys.export";

    /// <summary>Writes surveys, opens and closes them, and decides what a bad answer brings about.</summary>
    public const string Plan = "surveys.plan";
}

using CallQA.Agreement;

namespace CallQA.App.Tests.Learning.Simulated;

/// <summary>Sections of the phrase book for an agent of a call's scores, as the rubric describes them.</summary>
internal sealed class AgentManner
{
    private readonly CallPlan plan;
    private readonly RepeatableChance chance;
    private int reactions;
    private int manners;
    private bool reacted;
    private bool mannered;

    public AgentManner(CallPlan plan, RepeatableChance chance)
    {
        (this.plan, this.chance) = (plan, chance);
        Hardship = plan.Empathy != 3 || plan.Sore;
        reactions = plan.Empathy switch { 5 => 3, 4 => 1, 3 when Hardship => 1 + chance.Next(2), 1 => 1 + chance.Next(2), _ => 0 };
        manners = plan.Courtesy switch { 5 => 3, 4 => 2, 2 => 1 + chance.Next(2), 1 => 2, _ => 0 };
    }

    /// <summary>Whether the caller tells of hardship: without any, nobody can fail to see it.</summary>
    public bool Hardship { get; }

    /// <summary>The section of the first words.</summary>
    public string Greeting => plan.Courtesy >= 4 || (plan.Courtesy == 3 && chance.Next(3) == 0) ? "courtesy.hail" : "courtesy.bare";

    /// <summary>The section of the last words; null when nothing is said.</summary>
    public string? Parting => plan.Courtesy switch { >= 4 => "courtesy.part", 3 => "bye", _ => chance.Next(2) == 0 ? "bye" : null };

    /// <summary>What the agent has for the caller's feelings here; null for nothing, or nothing yet.</summary>
    public string? Reaction() => reactions == 0 || (plan.Empathy < 5 && chance.Next(4) == 0) ? null : React();

    /// <summary>An act of courtesy or its opposite; null for neither.</summary>
    public string? Manner()
    {
        if (manners == 0 || (plan.Courtesy < 5 && chance.Next(4) == 0)) return null;
        return Act();
    }

    /// <summary>What has to be said before the call ends, so that it is what its scores say.</summary>
    public string? Rest() => reactions > 0 && (!reacted || plan.Empathy == 5) ? React() : manners > 0 && (!mannered || plan.Courtesy == 5) ? Act() : null;

    private string Act()
    {
        (manners, mannered) = (manners - 1, true);
        return plan.Courtesy switch
        {
            5 => chance.Next(2) == 0 ? "courtesy.bonny" : "courtesy.manner",
            4 => "courtesy.manner",
            2 => "courtesy.curt",
            _ => "courtesy.rude",
        };
    }

    private string React()
    {
        (reactions, reacted) = (reactions - 1, true);
        return plan.Empathy switch { >= 4 => "empathy.strong", 3 => "empathy.weak", _ => "empathy.dismissive" };
    }
}
